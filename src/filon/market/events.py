"""What happens to routines and to companies in them. The envelope's ``origin_id`` is the routine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class RoutineSaved(TypedEvent):
    """``version`` holds the criteria from now on."""

    kind: ClassVar[str] = "market.routine_saved"
    version: int


@dataclass(frozen=True, kw_only=True)
class RoutineRefreshed(TypedEvent):
    """Companies came, went or moved since the last time (CO-138); nothing is told of a refresh that changed nothing."""

    kind: ClassVar[str] = "market.routine_refreshed"
    count: int
    new: int
    gone: int
    moved: int


@dataclass(frozen=True, kw_only=True)
class ScoreReached(TypedEvent):
    """``count`` companies have come to the score that their routine asks a notice for (CO-149), the best of them first.

    ``sirens`` are at most twenty.
    """

    kind: ClassVar[str] = "market.score_reached"
    threshold: int
    count: int
    sirens: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CompanyTagged(TypedEvent):
    """``before`` is "" for a company that had no tag; ``tag`` is "" when it was taken off."""

    kind: ClassVar[str] = "market.company_tagged"
    tag: str
    before: str = ""


@dataclass(frozen=True, kw_only=True)
class TagKept(TypedEvent):
    """A follow-up did not make a prospect of the company, because it is or was a client (A-CO-2)."""

    kind: ClassVar[str] = "market.tag_kept"
    tag: str
