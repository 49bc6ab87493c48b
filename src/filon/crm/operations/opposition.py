"""Not to be contacted any more, at the wish of the person or of a user, in one campaign or anywhere."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.consent.hashing import hashed
from filon.consent.operations import lift, suppress, suppress_many
from filon.consent.queries import reasons
from filon.consent.states import Kind, Reason
from filon.crm.events import OptedIn, OptedOut
from filon.crm.models import Contact
from filon.kernel.errors import Refused
from filon.timeline.events import Published, TypedEvent, publish, publish_many

OURS = frozenset({Reason.USER, Reason.BOUNCE})
"""What nobody asked for themselves."""


def opt_out(
    contact_id: UUID,
    *,
    reason: Reason,
    now: datetime,
    origin_id: UUID | None = None,
    source: str = "",
    by: int | None = None,
) -> bool:
    """Put the person's address on the opposition list: for one campaign (OL-81), else for good and anywhere (OL-82).

    For good, their name in their company as well, so that the public directory does not bring them back. Listeners of
    OptedOut cancel what is planned, in this transaction. False when it was on the list already. Raises Refused for a
    contact without an address whom the public directory does not know, Contact.DoesNotExist.
    """
    with transaction.atomic():
        contact = Contact.objects.select_for_update().get(id=contact_id)
        wishes = _wishes(contact, origin_id)
        if not wishes:
            raise Refused(_("Cette personne n’a pas d’adresse e-mail : rien ne peut lui être envoyé."), code="no_email")
        fresh = False
        for kind, value in wishes:
            fresh |= suppress(kind, value, reason=reason, now=now, origin_id=origin_id, source=source)
        unstamped = origin_id is None and contact.opted_out_at is None
        if unstamped:
            _stamp(contact, now)
        if fresh or unstamped:
            _publish(OptedOut(reason=reason), contact, now=now, origin_id=origin_id, by=by)
    return fresh


def opt_out_many(
    contact_ids: Collection[UUID], *, reason: Reason, now: datetime, source: str = "", by: int | None = None
) -> int:
    """``opt_out`` anywhere and for many at once, in a fixed number of queries; answers how many addresses were not on
    the list yet.

    Contacts without an address are passed over.
    """
    if not contact_ids:
        return 0
    with transaction.atomic():
        rows = Contact.objects.select_for_update(of=("self",)).filter(id__in=contact_ids).exclude(email="")
        columns = ("id", "email", "first_name", "last_name", "company__siren", "opted_out_at")
        contacts = list(rows.order_by("id").select_related("company").only(*columns))
        listed = suppress_many(Kind.EMAIL, (c.email for c in contacts), reason=reason, now=now, source=source)
        named = (c.person for c in contacts if c.person)
        suppress_many(Kind.PERSON, named, reason=reason, now=now, source=source)
        fresh = [c for c in contacts if c.email in listed or c.opted_out_at is None]
        mark_opposed([c.id for c in fresh], now=now)
        event = OptedOut(reason=reason)
        publish_many(
            Published(event=event, at=now, contact_id=c.id, company_id=c.company_id, actor_id=by) for c in fresh
        )
    return len(listed)


def mark_opposed(contact_ids: Collection[UUID], *, now: datetime) -> int:
    """Let lists find people whose address a room above has put on the opposition list everywhere; answers how many."""
    return Contact.objects.filter(id__in=contact_ids, opted_out_at=None).update(opted_out_at=now)


def opt_in(
    contact_id: UUID, *, now: datetime, origin_id: UUID | None = None, by: int | None = None, theirs: bool = True
) -> bool:
    """Take the opposition back. False when there was none. Raises Refused for what the person asked for themselves, by
    a link, an answer, on the telephone or in a list that was imported, and for what nobody knows the reason of any
    more, unless ``theirs`` may be taken back too."""
    with transaction.atomic():
        contact = Contact.objects.select_for_update().get(id=contact_id)
        wishes = _wishes(contact, origin_id)
        stamped = origin_id is None and contact.opted_out_at is not None
        if not theirs:
            _check_ours(_reasons(wishes), stamped=stamped)
        lifted = [lift(kind, value, now=now, origin_id=origin_id, by=by) for kind, value in wishes]
        if not (any(lifted) or stamped):
            return False
        if origin_id is None:
            _stamp(contact, None)
        _publish(OptedIn(), contact, now=now, origin_id=origin_id, by=by)
    return True


def _check_ours(why: set[str], *, stamped: bool) -> None:
    if not why <= OURS:
        said = _("Cette personne a demandé elle-même à ne plus être contactée : un manager peut lever son opposition.")
        raise Refused(said, code="theirs")
    if stamped and not why:
        said = _("Son opposition portait sur une adresse que la fiche n’a plus : un manager peut la lever.")
        raise Refused(said, code="theirs")


def is_opposed(contact: Contact) -> bool:
    """Whether the list holds this person everywhere, for more than an address that does not work."""
    return bool(_reasons(_wishes(contact, None)) - {Reason.BOUNCE})


def _reasons(wishes: list[tuple[Kind, str]]) -> set[str]:
    return set(reasons([(kind, hashed(kind, value)) for kind, value in wishes]).values())


def _wishes(contact: Contact, origin_id: UUID | None) -> list[tuple[Kind, str]]:
    """What the list is to know the person by. A campaign only writes, so the address is enough there."""
    named = contact.person if origin_id is None else ""
    known = ((Kind.EMAIL, contact.email), (Kind.PERSON, named))
    return [(kind, value) for kind, value in known if value]


def _publish(event: TypedEvent, contact: Contact, *, now: datetime, origin_id: UUID | None, by: int | None) -> None:
    publish(event, at=now, contact_id=contact.id, company_id=contact.company_id, origin_id=origin_id, actor_id=by)


def _stamp(contact: Contact, moment: datetime | None) -> None:
    contact.opted_out_at = moment
    contact.save(update_fields=["opted_out_at"])
