"""What happens to parks. The name of a piece of software is nobody's personal data: it travels with the event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class ParkDeclared(TypedEvent):
    """Somebody says that the company runs ``software``."""

    kind: ClassVar[str] = "directory.park_declared"
    park_id: UUID
    software: str


@dataclass(frozen=True, kw_only=True)
class ParkWithdrawn(TypedEvent):
    """Nobody says so any more."""

    kind: ClassVar[str] = "directory.park_withdrawn"
    software: str


@dataclass(frozen=True, kw_only=True)
class ParkReviewed(TypedEvent):
    kind: ClassVar[str] = "directory.park_reviewed"
    park_id: UUID
    software: str
    stars: int


@dataclass(frozen=True, kw_only=True)
class ParksSeen(TypedEvent):
    """The company's own site shows ``software`` that it did not show before."""

    kind: ClassVar[str] = "directory.parks_seen"
    software: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ParksLost(TypedEvent):
    """The company's own site no longer shows ``software``."""

    kind: ClassVar[str] = "directory.parks_lost"
    software: tuple[str, ...]
