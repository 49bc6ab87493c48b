"""What a check of the doctor says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """GOOD needs nothing, FAIR should be looked at, BAD stops something from working."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was found, and what to do unless it is good."""

    subject: str
    level: Level
    found: str
    mend: str = ""


def good(subject: str, found: str) -> Finding:
    return Finding(subject, Level.GOOD, found)


def fair(subject: str, found: str, mend: str) -> Finding:
    return Finding(subject, Level.FAIR, found, mend)


def bad(subject: str, found: str, mend: str) -> Finding:
    return Finding(subject, Level.BAD, found, mend)
