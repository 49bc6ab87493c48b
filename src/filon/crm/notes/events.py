"""What happens to notes. The words stay on the note, so that they go when it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class NoteWritten(TypedEvent):
    kind: ClassVar[str] = "crm.note_written"
    note_id: UUID


@dataclass(frozen=True, kw_only=True)
class CallNoted(TypedEvent):
    """Somebody telephoned, and says what came of it (CO-83)."""

    kind: ClassVar[str] = "crm.call_noted"
    note_id: UUID


@dataclass(frozen=True, kw_only=True)
class NoteRemoved(TypedEvent):
    kind: ClassVar[str] = "crm.note_removed"
    note_id: UUID
