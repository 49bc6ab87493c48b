"""What a workspace itself knows about companies, as criteria can ask for it. Rooms register the facts they hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise

from filon.market.criteria import Fact, Scoring
from filon.market.engine import Marks

Choices = Sequence[tuple[str, str | Promise]]
Who = Mapping[str, Collection[int]]
"""Value → the SIRENs of which it is true, in the open workspace."""


@dataclass(frozen=True)
class Known:
    """A fact of few values: what it is called, what there is to choose from, and who has which."""

    label: str | Promise
    choices: Callable[[], Choices]
    load: Callable[[], Who]


@dataclass(frozen=True)
class Sought:
    """A fact of any value: somebody types what they look for, as ``example`` shows. ``find`` says who it is true of,
    for each text; ``fault`` what is wrong with the first text that nothing answers to, "" when there is none."""

    label: str | Promise
    example: str | Promise
    find: Callable[[Collection[str]], Who]
    fault: Callable[[Collection[str]], str] = lambda _texts: ""


FACTS: dict[str, Known | Sought] = {}


def register(name: str, known: Known | Sought) -> None:
    """Let criteria ask for a fact. Registering a name again replaces it."""
    FACTS[name] = known


def label_of(name: str) -> str:
    known = FACTS.get(name)
    return str(known.label) if known else name


def shown_values(fact: Fact) -> tuple[str, ...]:
    """Its values as they are called where they are chosen; as they were typed otherwise."""
    known = FACTS.get(fact.field)
    labels = dict(known.choices()) if isinstance(known, Known) else {}
    return tuple(str(labels.get(value, value)) for value in fact.values)


def marks_for(scorings: Iterable[Scoring]) -> Marks:
    """The facts that these scorings ask for, of the open workspace; one query or so for each."""
    return gathered({name: _who(FACTS[name], values) for name, values in _asked(scorings).items() if name in FACTS})


def gathered(facts: Mapping[str, Mapping[str, Collection[int]]]) -> Marks:
    """Fact → value → SIRENs as two columns, with a mark for each pair."""
    numbers: dict[tuple[str, str], int] = {}
    marks, sirens = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    for name, values in facts.items():
        for value, who in values.items():
            number = numbers.setdefault((name, value), len(numbers) + 1)
            column = np.fromiter(who, np.int32, len(who))
            marks.append(np.full(column.size, number, np.int32))
            sirens.append(column)
    return Marks(numbers, np.concatenate(marks), np.concatenate(sirens))


def _who(known: Known | Sought, values: Collection[str]) -> Who:
    return known.load() if isinstance(known, Known) else known.find(values)


def _asked(scorings: Iterable[Scoring]) -> dict[str, list[str]]:
    """Fact → the values that any of the scorings asks for, both in order."""
    found: dict[str, set[str]] = {}
    for each in scorings:
        for _place, criterion in each.every():
            if isinstance(criterion, Fact):
                found.setdefault(criterion.field, set()).update(criterion.values)
    return {name: sorted(values) for name, values in sorted(found.items())}
