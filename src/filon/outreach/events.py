"""What happens to sequences, campaigns and the people engaged in them. The envelope's ``origin_id`` is the campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class SequenceSaved(TypedEvent):
    """``number`` is the version that holds what was written."""

    kind: ClassVar[str] = "outreach.sequence_saved"
    sequence_id: UUID
    number: int


@dataclass(frozen=True, kw_only=True)
class CampaignLaunched(TypedEvent):
    """``engaged`` people wait for their first message; ``left_out`` were kept out by a rule."""

    kind: ClassVar[str] = "outreach.campaign_launched"
    engaged: int
    left_out: int


@dataclass(frozen=True, kw_only=True)
class CampaignApproved(TypedEvent):
    """OL-28, A-OL-8. ``automatic``: the checklist was enough."""

    kind: ClassVar[str] = "outreach.campaign_approved"
    automatic: bool = False


@dataclass(frozen=True, kw_only=True)
class CampaignStarted(TypedEvent):
    """The first message left: the campaign is active (OL-41)."""

    kind: ClassVar[str] = "outreach.campaign_started"


@dataclass(frozen=True, kw_only=True)
class CampaignStopped(TypedEvent):
    kind: ClassVar[str] = "outreach.campaign_stopped"


@dataclass(frozen=True, kw_only=True)
class CampaignResumed(TypedEvent):
    kind: ClassVar[str] = "outreach.campaign_resumed"


@dataclass(frozen=True, kw_only=True)
class CampaignChanged(TypedEvent):
    """Edited after its launch (OL-55): results before and after are not the same thing (OL-56)."""

    kind: ClassVar[str] = "outreach.campaign_changed"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContactEngaged(TypedEvent):
    kind: ClassVar[str] = "outreach.contact_engaged"


@dataclass(frozen=True, kw_only=True)
class ContactDisengaged(TypedEvent):
    """Taken out by a user: ``contacted`` before (OL-78) or still waiting (OL-79)."""

    kind: ClassVar[str] = "outreach.contact_disengaged"
    contacted: bool


@dataclass(frozen=True, kw_only=True)
class ContactFollowedUp(TypedEvent):
    """Somebody followed up by hand: the person starts again at email number ``step``, counted from 1 (OL-37)."""

    kind: ClassVar[str] = "outreach.contact_followed_up"
    step: int


@dataclass(frozen=True, kw_only=True)
class RecipientUnsubscribed(TypedEvent):
    """The recipient used the link of a message: for this campaign (OL-81), or ``everywhere`` (OL-82)."""

    kind: ClassVar[str] = "outreach.unsubscribed"
    everywhere: bool
