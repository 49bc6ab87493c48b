"""What happens to tasks. The envelope says whom they are about, and who did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class TaskAdded(TypedEvent):
    """There is something to do for ``assignee_id``. ``task`` is a word of ``TaskKind``."""

    kind: ClassVar[str] = "crm.task_added"
    task_id: UUID
    task: str
    assignee_id: int | None


@dataclass(frozen=True, kw_only=True)
class TaskDone(TypedEvent):
    kind: ClassVar[str] = "crm.task_done"
    task_id: UUID
    task: str


@dataclass(frozen=True, kw_only=True)
class TaskReopened(TypedEvent):
    """It was not done after all."""

    kind: ClassVar[str] = "crm.task_reopened"
    task_id: UUID
    task: str
