"""What happens to reports of mistakes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class MistakeReported(TypedEvent):
    kind: ClassVar[str] = "directory.mistake_reported"
    mistake_id: UUID


@dataclass(frozen=True, kw_only=True)
class MistakeSettled(TypedEvent):
    """A manager closed the report."""

    kind: ClassVar[str] = "directory.mistake_settled"
    mistake_id: UUID
