"""What a workspace itself knows about companies, as criteria can ask for it. Rooms register the facts they hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.functional import Promise

from filon.market.criteria import Criterion, Fact, Scoring
from filon.market.engine import Marks

Choices = Sequence[tuple[str, str | Promise]]
Load = Callable[[], Mapping[str, Collection[int]]]
"""Value → the SIRENs of which it is true, in the open workspace."""


@dataclass(frozen=True)
class Known:
    """A fact: what it is called, the values that it can have, and who has which."""

    label: str | Promise
    choices: Callable[[], Choices]
    load: Load


FACTS: dict[str, Known] = {}


def register(name: str, known: Known) -> None:
    """Let criteria ask for a fact. Registering a name again replaces it."""
    FACTS[name] = known


def label_of(name: str) -> str:
    known = FACTS.get(name)
    return str(known.label) if known else name


def marks_for(scorings: Iterable[Scoring]) -> Marks:
    """The facts that these scorings ask for, of the open workspace; one query or so for each."""
    return gathered({name: FACTS[name].load() for name in sorted(_asked(scorings)) if name in FACTS})


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


def _asked(scorings: Iterable[Scoring]) -> set[str]:
    criteria: list[Criterion] = [criterion for each in scorings for _place, criterion in each.every()]
    return {criterion.field for criterion in criteria if isinstance(criterion, Fact)}
