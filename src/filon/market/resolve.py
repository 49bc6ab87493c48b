"""Criteria as tests on integers: codes looked up in the dictionaries of the columnar copy, bounds as ranges."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from filon.market.criteria import LARGEST_NUMBER, Between, Criterion, Fact, Flag, OneOf, Scoring
from filon.market.fields import FIELDS, SECTIONS, TRANCHES, Shape

Codes = Mapping[str, Sequence[str]]
"""Column → its codes; the integer in the column is the place of the code in this list."""
Range = tuple[int, int]
POSTCODE_DIGITS = 5


@dataclass(frozen=True)
class InRanges:
    """The column's integer is within one of the ranges, bounds included; ``negated``: within none."""

    column: str
    ranges: tuple[Range, ...]
    negated: bool = False


@dataclass(frozen=True)
class InList:
    """The workspace's facts of this name have the company with one of the values; ``negated``: with none."""

    fact: str
    values: tuple[str, ...]
    negated: bool = False


Predicate = InRanges | InList


@dataclass(frozen=True)
class Plan:
    """A scoring ready to be asked: what must hold, and what holding adds, in the order of the criteria."""

    mandatory: tuple[Predicate, ...]
    weighting: tuple[tuple[Predicate, int], ...] = ()


ALWAYS = InRanges("diffusible", ((1, 1),))
"""Who asked not to be shown is in no market (art. R. 123-232-1 C. com.)."""


def plan(scoring: Scoring, codes: Codes) -> Plan:
    """The tests of a checked scoring. A value that no dictionary has matches nothing."""
    return Plan(
        mandatory=(ALWAYS, *(predicate(criterion, codes) for criterion in scoring.mandatory)),
        weighting=tuple((predicate(each.criterion, codes), each.weight.points) for each in scoring.weighting),
    )


def predicate(criterion: Criterion, codes: Codes) -> Predicate:
    """Raises KeyError for a field that is not one of ``fields.FIELDS``."""
    if isinstance(criterion, Fact):
        return InList(criterion.field, criterion.values, criterion.negated)
    field = FIELDS[criterion.field]
    if isinstance(criterion, Flag):
        return InRanges(field.column, ((1, 1),), negated=not criterion.wanted)
    if isinstance(criterion, OneOf):
        return InRanges(field.column, code_ranges(criterion, codes), criterion.negated)
    if isinstance(criterion, Between):
        if field.shape is Shape.PEOPLE:
            return InRanges(field.column, _brackets(criterion, codes.get(field.column, ())))
        least = criterion.low if criterion.low is not None else _least(field.shape)
        return InRanges(field.column, ((least, LARGEST_NUMBER if criterion.high is None else criterion.high),))
    assert_never(criterion)


def code_ranges(criterion: OneOf, codes: Codes) -> tuple[Range, ...]:
    """The integers of the codes that begin with one of the criterion's values."""
    field = FIELDS[criterion.field]
    if field.shape is Shape.POSTCODES:
        return tuple(sorted({found for value in criterion.values if (found := _postcodes(value))}))
    known = codes.get(field.column, ())
    starts = tuple(start for value in criterion.values for start in _starts(criterion.field, value))
    return merged(n for n, code in enumerate(known) if starts and code and plain(code).startswith(starts))


def merged(numbers: Iterable[int]) -> tuple[Range, ...]:
    """Integers as ranges: codes that follow each other are asked for at once."""
    found: list[Range] = []
    for n in sorted(set(numbers)):
        if found and found[-1][1] == n - 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return tuple(found)


def plain(code: str) -> str:
    """A code as it is compared: "70.22Z", "7022z" and " 70.22 Z" are the same."""
    return "".join(c for c in code.upper() if c.isalnum())


def _starts(field: str, value: str) -> list[str]:
    """How the codes meant by a value begin; a letter is a whole section of the activities."""
    text = plain(value)
    if division_range := SECTIONS.get(field, {}).get(text):
        first, last = division_range
        return [f"{division:02d}" for division in range(first, last + 1)]
    return [text] if text else []


def _postcodes(value: str) -> Range | None:
    """The numbers of the postcodes that begin so: "59" is 59000 to 59999."""
    text = plain(value)
    if not (text.isascii() and text.isdecimal() and len(text) <= POSTCODE_DIGITS):
        return None
    following = 10 ** (POSTCODE_DIGITS - len(text))
    return int(text) * following, (int(text) + 1) * following - 1


def _brackets(criterion: Between, known: Sequence[str]) -> tuple[Range, ...]:
    """The brackets that lie within the bounds as a whole."""
    low, high = criterion.low or 0, criterion.high

    def within(code: str) -> bool:
        tranche = TRANCHES.get(code)
        return (
            tranche is not None
            and tranche.least >= low
            and (high is None or (tranche.most is not None and tranche.most <= high))
        )

    return merged(n for n, code in enumerate(known) if within(code))


def _least(shape: Shape) -> int:
    """Unknown numbers are stored as -1; days before 1970 are negative, unknown ones are the least integer."""
    return -LARGEST_NUMBER if shape is Shape.DATE else 0
