"""What a routine asks of a company, as data: criteria that must hold, and criteria that weigh (CO-143…147).

Pure: read from JSON and written back. ``resolve`` turns them into ranges of integers, ``compile`` into a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.kernel.errors import Refused

MANDATORY_POINTS = 40
"""In total, for a company of which every mandatory criterion holds (CO-146, A-CO-4)."""
HIGHEST_SCORE = 100
MOST_CRITERIA = 20
"""Of each of the two kinds."""
MOST_VALUES = 200
LONGEST_VALUE = 40
LARGEST_NUMBER = 2_000_000_000


class Weight(Enum):
    """How much a weighting criterion adds (CO-145)."""

    IMPORTANT = "important"
    NOTABLE = "notable"
    INTERESTING = "interesting"

    @property
    def points(self) -> int:
        return _POINTS[self]

    @property
    def label(self) -> str | Promise:
        return _LABELS[self]


_POINTS = {Weight.IMPORTANT: 30, Weight.NOTABLE: 20, Weight.INTERESTING: 10}
_LABELS: dict[Weight, str | Promise] = {
    Weight.IMPORTANT: gettext_lazy("Important"),
    Weight.NOTABLE: gettext_lazy("Notable"),
    Weight.INTERESTING: gettext_lazy("Intéressant"),
}


@dataclass(frozen=True, kw_only=True)
class OneOf:
    """The field's code is one of ``values`` or begins with one ("62" takes 62.01Z in); ``negated``: it is none."""

    kind: ClassVar[str] = "one_of"
    field: str
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, kw_only=True)
class Between:
    """The field's number is known and within the bounds, which count; None is no bound. Dates are days since 1970."""

    kind: ClassVar[str] = "between"
    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, kw_only=True)
class Flag:
    """The field is true, or with ``wanted=False`` it is not."""

    kind: ClassVar[str] = "flag"
    field: str
    wanted: bool = True


@dataclass(frozen=True, kw_only=True)
class Fact:
    """The workspace knows something of the company (``facts``): one of ``values``; ``negated``: none of them."""

    kind: ClassVar[str] = "fact"
    field: str
    values: tuple[str, ...]
    negated: bool = False


Criterion = OneOf | Between | Flag | Fact
KINDS: dict[str, type[Criterion]] = {each.kind: each for each in (OneOf, Between, Flag, Fact)}


@dataclass(frozen=True, kw_only=True)
class Weighted:
    criterion: Criterion
    weight: Weight = Weight.INTERESTING


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """All that makes a company a suspect, and how good a one."""

    mandatory: tuple[Criterion, ...] = ()
    weighting: tuple[Weighted, ...] = field(default=())

    def every(self) -> Iterator[tuple[str, Criterion]]:
        """(place, criterion): "mandatory-0", "weighting-2"; forms and faults are named by the place."""
        yield from ((f"mandatory-{n}", criterion) for n, criterion in enumerate(self.mandatory))
        yield from ((f"weighting-{n}", each.criterion) for n, each in enumerate(self.weighting))


def to_json(scoring: Scoring) -> dict[str, Any]:
    """What ``from_json`` reads back, equal."""
    return {
        "mandatory": [_written(criterion) for criterion in scoring.mandatory],
        "weighting": [
            {"weight": each.weight.value, "criterion": _written(each.criterion)} for each in scoring.weighting
        ],
    }


def from_json(stored: object) -> Scoring:
    """Read a scoring from anything. Raises Refused with the place of the first thing that is not one.

    Whether its fields and values exist is not looked at here: ``checking.faults`` does.
    """
    if not isinstance(stored, Mapping):
        raise _broken("mandatory")
    mandatory = _list(stored, "mandatory")
    weighting = _list(stored, "weighting")
    return Scoring(
        mandatory=tuple(_read(item, f"mandatory-{n}") for n, item in enumerate(mandatory)),
        weighting=tuple(_weighted(item, f"weighting-{n}") for n, item in enumerate(weighting)),
    )


def _written(criterion: Criterion) -> dict[str, Any]:
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in vars(criterion).items()}
    return {"kind": criterion.kind, **values}


def _list(stored: Mapping[Any, Any], name: str) -> list[object]:
    found = stored.get(name, [])
    if not isinstance(found, list) or len(found) > MOST_CRITERIA:
        raise _broken(name)
    return found


def _weighted(item: object, place: str) -> Weighted:
    if not isinstance(item, Mapping):
        raise _broken(place)
    try:
        weight = Weight(item.get("weight"))
    except ValueError:
        raise _broken(place) from None
    return Weighted(criterion=_read(item.get("criterion"), place), weight=weight)


def _read(item: object, place: str) -> Criterion:
    if not isinstance(item, Mapping):
        raise _broken(place)
    kind, name = item.get("kind"), item.get("field")
    if not isinstance(name, str) or len(name) > LONGEST_VALUE:
        raise _broken(place)
    if kind == Between.kind:
        return Between(field=name, low=_number(item.get("low"), place), high=_number(item.get("high"), place))
    if kind == Flag.kind:
        return Flag(field=name, wanted=_truth(item.get("wanted", True), place))
    if kind in {OneOf.kind, Fact.kind}:
        made = OneOf if kind == OneOf.kind else Fact
        return made(field=name, values=_texts(item, place), negated=_truth(item.get("negated", False), place))
    raise _broken(place)


def _number(value: object, place: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST_NUMBER:
        raise _broken(place)
    return value


def _truth(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise _broken(place)
    return value


def _texts(item: Mapping[Any, Any], place: str) -> tuple[str, ...]:
    values = item.get("values")
    if not isinstance(values, list) or len(values) > MOST_VALUES:
        raise _broken(place)
    if not all(isinstance(value, str) and len(value) <= LONGEST_VALUE for value in values):
        raise _broken(place)
    return tuple(values)


def _broken(place: str) -> Refused:
    return Refused(
        _("Ce critère n’est pas lisible : supprimez-le et ajoutez-le de nouveau."), field=place, code="criterion"
    )
