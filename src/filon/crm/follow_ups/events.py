"""What happens to follow-ups. The envelope says of which company, and who did it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class FollowUpSet(TypedEvent):
    """The users ``followers`` come back to the company on a day. ``automatic``: an automation set it for them."""

    kind: ClassVar[str] = "crm.follow_up_set"
    follow_up_id: UUID
    on: date
    priority: int
    followers: tuple[int, ...]
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class FollowUpMoved(TypedEvent):
    """To another day."""

    kind: ClassVar[str] = "crm.follow_up_moved"
    follow_up_id: UUID
    on: date
    before: date
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class FollowUpPrioritised(TypedEvent):
    kind: ClassVar[str] = "crm.follow_up_prioritised"
    follow_up_id: UUID
    priority: int
    before: int
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class FollowUpKept(TypedEvent):
    """An automation asked for a day after the one that stands, and changed nothing (A-CO-7)."""

    kind: ClassVar[str] = "crm.follow_up_kept"
    follow_up_id: UUID
    on: date
    standing: date


@dataclass(frozen=True, kw_only=True)
class FollowersChanged(TypedEvent):
    """Users who follow the company now, and who no longer do."""

    kind: ClassVar[str] = "crm.followers_changed"
    follow_up_id: UUID
    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FollowUpHandled(TypedEvent):
    kind: ClassVar[str] = "crm.follow_up_handled"
    follow_up_id: UUID


@dataclass(frozen=True, kw_only=True)
class FollowUpDeleted(TypedEvent):
    """Nobody follows the company any more (CO-171)."""

    kind: ClassVar[str] = "crm.follow_up_deleted"
    follow_up_id: UUID


@dataclass(frozen=True, kw_only=True)
class FollowUpReopened(TypedEvent):
    """It was not handled, or not to be deleted, after all."""

    kind: ClassVar[str] = "crm.follow_up_reopened"
    follow_up_id: UUID


CHANGES = (
    FollowUpSet,
    FollowUpMoved,
    FollowUpPrioritised,
    FollowersChanged,
    FollowUpHandled,
    FollowUpDeleted,
    FollowUpReopened,
)
"""All of them, for who only wants to look again."""
