"""What happens to identified projects. The envelope's ``origin_id`` is the project, ``company_id`` its company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class ProjectAdded(TypedEvent):
    """``origin`` is a word of ``states.Origin``."""

    kind: ClassVar[str] = "alert.created"
    category: str
    stage: str
    origin: str


@dataclass(frozen=True, kw_only=True)
class ProjectUpdated(TypedEvent):
    """Something was learnt (CO-191). Both stages are the same where the project did not advance."""

    kind: ClassVar[str] = "alert.updated"
    update_id: UUID
    category: str
    stage_before: str
    stage: str


@dataclass(frozen=True, kw_only=True)
class ProjectCorrected(TypedEvent):
    """Its card was put right; nobody is told."""

    kind: ClassVar[str] = "alert.corrected"
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProjectMuted(TypedEvent):
    """Nobody is told of its updates any more (CO-203)."""

    kind: ClassVar[str] = "alert.muted"


@dataclass(frozen=True, kw_only=True)
class ProjectRestored(TypedEvent):
    """People are told again."""

    kind: ClassVar[str] = "alert.restored"


@dataclass(frozen=True, kw_only=True)
class ProjectDeleted(TypedEvent):
    kind: ClassVar[str] = "alert.deleted"


@dataclass(frozen=True, kw_only=True)
class RuleMatched(TypedEvent):
    """A rule tells ``recipients`` (users) of a project. ``moment`` is a word of ``states.Moment``; ``title`` is the
    rule's (CO-196). Channels of notices begin here.
    """

    kind: ClassVar[str] = "alert.matched"
    rule_id: UUID
    title: str
    moment: str
    update_id: UUID | None
    recipients: tuple[int, ...]
