"""Values of a scenario's fields as people write them, and faults that know their place."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

LONGEST_S = 120.0


class BadScenario(ValueError):
    """A scenario that cannot be used; the sentence says why, and how to mend it. ``place`` leads to the fault."""

    def __init__(self, sentence: str, *place: str | int) -> None:
        super().__init__(sentence)
        self.place = place


@contextmanager
def at(step: str | int) -> Iterator[None]:
    """Whatever is wrong inside is wrong there."""
    try:
        yield
    except BadScenario as fault:
        raise BadScenario(str(fault), step, *fault.place) from None
    except (TypeError, ValueError) as fault:
        raise BadScenario(str(fault), step) from None


def words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("expected text")
    return value


def number(value: Any) -> float:
    try:
        read = float(value)
    except (TypeError, ValueError):
        raise ValueError("expected a number, such as 0.5") from None
    if not math.isfinite(read):
        raise ValueError("expected a number, such as 0.5")
    return read


def whole(value: Any) -> int:
    read = number(value)
    if read != int(read):
        raise ValueError("expected a whole number")
    return int(read)


def yes_or_no(value: Any) -> bool:
    """YAML's words for it, read as text."""
    if isinstance(value, bool):
        return value
    read = {"true": True, "yes": True, "false": False, "no": False}.get(words(value).lower())
    if read is None:
        raise ValueError("write true or false")
    return read


def pair(value: Any) -> tuple[float, float]:
    """One number, or two to draw between."""
    given = list(value) if isinstance(value, list | tuple) else [value, value]
    if len(given) != 2:
        raise ValueError("expected one number, or two to draw between, such as [1, 3]")
    return number(given[0]), number(given[1])


def span(value: Any) -> tuple[float, float]:
    """Seconds: one number, or two to draw between."""
    low, high = pair(value)
    if not 0 <= low <= high <= LONGEST_S:
        raise ValueError(f"seconds are from 0 to {LONGEST_S:g}, the smaller first")
    return low, high
