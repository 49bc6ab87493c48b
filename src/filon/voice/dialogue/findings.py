"""What a dialogue found out: a verdict on each field, the words that justify it and when they were said."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What the switchboard said of a field of the file."""

    UNTOUCHED = "untouched"
    """Nothing was said of it."""
    VALIDATED = "validated"
    MODIFIED = "modified"
    INVALIDATED = "invalidated"
    """Wrong, or not given (ST-61, ST-62, ST-69…74): ``Finding.reason`` says which."""
    AMBIGUOUS = "ambiguous"
    """Something was said of it that may mean either (A-ST-4)."""


class Reason(StrEnum):
    """Why a field is invalidated."""

    NONE = ""
    LEFT = "left"
    """Does not work here, or no longer (ST-72)."""
    OTHER_SERVICE = "other_service"
    """The number is that of another department (ST-73)."""
    UNKNOWN = "unknown"
    """The switchboard does not know the person (ST-74)."""
    REFUSED = "refused"
    """It gives none (ST-62, ST-70)."""
    WRONG = "wrong"
    """It is said to be wrong, and no other is given."""


class Barrier(StrEnum):
    """Why a person who answered told nothing (A-ST-10)."""

    NONE = ""
    HUMAN = "human"
    """Uncooperative, or not to be understood (ST-75, ST-76)."""
    NOT_ALLOWED = "not_allowed"
    """Not authorised to give information (ST-77)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``value`` is the new name (with ``title``, the new function) or address where it is modified. The words ``quote``
    were said from ``start`` to ``end`` seconds after the answer. ``doubt``: believed, but not confirmed (A-ST-25)."""

    verdict: Verdict = Verdict.UNTOUCHED
    value: str = ""
    title: str = ""
    reason: Reason = Reason.NONE
    start: float | None = None
    end: float | None = None
    quote: str = ""
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that was said. ``intent`` is what it was taken for, "" for our own sentences."""

    ours: bool
    start: float
    end: float
    text: str
    intent: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Findings:
    """All of one dialogue. ``objected``: they want no more calls, the number is opposed at once (compliance §4.4).

    ``put_through``: the person came to the telephone (A-ST-12). ``advice`` are codes for the report of the call
    (ST-55): what was said that helps the one who calls next (``call_later``, ``asked_who``, ``asked_why``,
    ``generic_email``, ``direct_line``, ``kind``, ``hurried``, …).
    """

    person: Finding = field(default_factory=Finding)
    email: Finding = field(default_factory=Finding)
    phone: Finding = field(default_factory=Finding)
    barrier: Barrier = Barrier.NONE
    objected: bool = False
    put_through: bool = False
    advice: tuple[str, ...] = ()
    turns: tuple[Turn, ...] = ()
