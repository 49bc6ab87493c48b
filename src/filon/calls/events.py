"""What happens to phone campaigns and calls. The envelope's ``origin_id`` is the campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class CallCampaignActivated(TypedEvent):
    kind: ClassVar[str] = "calls.campaign_activated"


@dataclass(frozen=True, kw_only=True)
class CallCampaignPaused(TypedEvent):
    """Nothing new is called; calls in progress end as they would (ST-95)."""

    kind: ClassVar[str] = "calls.campaign_paused"


@dataclass(frozen=True, kw_only=True)
class CallCampaignAlarmed(TypedEvent):
    """Filon paused it by itself: so many of the last calls were refused that the number shown would be blocked."""

    kind: ClassVar[str] = "calls.campaign_alarmed"
    calls: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class CallCampaignFinished(TypedEvent):
    """Every row has its last word."""

    kind: ClassVar[str] = "calls.campaign_finished"


@dataclass(frozen=True, kw_only=True)
class CallAttempted(TypedEvent):
    """A call is over and its row goes on: the next attempt is planned for ``next_at`` (ISO 8601)."""

    kind: ClassVar[str] = "calls.attempted"
    prospect_id: UUID
    attempt: int
    nature: str
    next_at: str = ""


@dataclass(frozen=True, kw_only=True)
class ProspectQualified(TypedEvent):
    """A row is finished: what answered, and what it is worth calling (ST-17, ST-46, ST-90).

    In Full ``status`` says what came of the file's person; a Light row of a person who answered has none.
    """

    kind: ClassVar[str] = "calls.qualified"
    prospect_id: UUID
    campaign_id: UUID
    nature: str
    status: str
    level: int
    score: int
    attempts: int
    ring_s: float | None = None
    hold_s: float | None = None


@dataclass(frozen=True, kw_only=True)
class ChangesApplied(TypedEvent):
    """What the switchboard said was written to a card; ``fields`` are its columns (ST-54)."""

    kind: ClassVar[str] = "calls.changes_applied"
    prospect_id: UUID
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ChangesUndone(TypedEvent):
    """It was taken back."""

    kind: ClassVar[str] = "calls.changes_undone"
    prospect_id: UUID


@dataclass(frozen=True, kw_only=True)
class TrunkPaused(TypedEvent):
    """A trunk cannot be used as it is set up; its calls wait."""

    kind: ClassVar[str] = "calls.trunk_paused"
    trunk_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class CallsStopped(TypedEvent):
    """The kill switch of the workspace: on or off."""

    kind: ClassVar[str] = "calls.stopped"
    stopped: bool
