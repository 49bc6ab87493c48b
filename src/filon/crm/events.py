"""What happens to contacts and opportunities. Identifiers and names of fields only: values live on the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class ContactAdded(TypedEvent):
    """``source`` says where the person comes from ("" when typed by hand)."""

    kind: ClassVar[str] = "crm.contact_added"
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class PersonUnlocked(TypedEvent):
    """An official person of the public directory belongs to the workspace from now on (OL-64, CO-40).

    ``source`` is the public register that names the person, one of ``directory.public.models.Officer.source``.
    """

    kind: ClassVar[str] = "crm.person_unlocked"
    source: str


@dataclass(frozen=True, kw_only=True)
class ContactChanged(TypedEvent):
    kind: ClassVar[str] = "crm.contact_changed"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ContactLeft(TypedEvent):
    """The person left the company: the card turns grey and is not used any more (CO-35, CO-36)."""

    kind: ClassVar[str] = "crm.contact_left"


@dataclass(frozen=True, kw_only=True)
class ContactRestored(TypedEvent):
    """The box was unticked (CO-38)."""

    kind: ClassVar[str] = "crm.contact_restored"


@dataclass(frozen=True, kw_only=True)
class EmailRemoved(TypedEvent):
    """The address is gone, the person stays (CO-43, CO-45). ``reason``: "user", "bounce" or "asked"."""

    kind: ClassVar[str] = "crm.email_removed"
    reason: str


@dataclass(frozen=True, kw_only=True)
class ContactDeleted(TypedEvent):
    kind: ClassVar[str] = "crm.contact_deleted"


@dataclass(frozen=True, kw_only=True)
class ContactErased(TypedEvent):
    """The person asked to be forgotten (A-CO-22). Listeners wipe what their room holds about the contact."""

    kind: ClassVar[str] = "crm.contact_erased"


@dataclass(frozen=True, kw_only=True)
class OpportunityTurnedOff(TypedEvent):
    """The robot hands over (OL-22). The envelope's ``origin_id`` is the campaign, ``contact_id`` who caused it.

    Listeners cancel what is planned for all people of the company in this campaign (OL-89).
    """

    kind: ClassVar[str] = "crm.opportunity_off"
    opportunity_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class OpportunityTurnedOn(TypedEvent):
    """A user gave the company back to the robot (OL-21)."""

    kind: ClassVar[str] = "crm.opportunity_on"
    opportunity_id: UUID


@dataclass(frozen=True, kw_only=True)
class OptedOut(TypedEvent):
    """Never write to this person again: in the campaign ``origin_id`` (OL-81), anywhere without one (OL-82).

    ``reason`` is one of ``consent.states.Reason``.
    """

    kind: ClassVar[str] = "crm.opted_out"
    reason: str


@dataclass(frozen=True, kw_only=True)
class OptedIn(TypedEvent):
    """A user took the opposition back because the person changed their mind."""

    kind: ClassVar[str] = "crm.opted_in"


@dataclass(frozen=True, kw_only=True)
class CallMissed(TypedEvent):
    """Somebody called the workspace and reached nobody, or its voicemail (MO-26, A-MO-13).

    The envelope says who it was, where the number belongs to one person or one company only. ``call_id`` is the call's
    row in the room that heard of it, which has the number unless it was ``withheld``.
    """

    kind: ClassVar[str] = "crm.call_missed"
    call_id: UUID
    withheld: bool = False
