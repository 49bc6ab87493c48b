"""Three ways to stop, which are not the same (A-CO-22): the address removed, the contact deleted, the person erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.events import ContactDeleted, ContactErased, EmailRemoved
from filon.crm.models import Contact
from filon.crm.states import EmailState
from filon.timeline.events import Published, publish, publish_many

REMOVED_FOR = {"user": Reason.USER, "asked": Reason.ASKED, "bounce": Reason.BOUNCE}


def remove_email(contact_id: UUID, *, reason: str, now: datetime, by: int | None = None) -> bool:
    """Take the address off the card and keep the person (CO-43, CO-45, OL-60). ``reason``: user, asked or bounce.

    The hash of the address stays on the suppression list, so that no import brings it back. False when there was none.
    """
    with transaction.atomic():
        contact = Contact.objects.select_for_update().get(id=contact_id)
        if not contact.email:
            return False
        suppress(Kind.EMAIL, contact.email, reason=REMOVED_FOR[reason], now=now)
        contact.email = ""
        contact.email_state = EmailState.HARD_BOUNCE if reason == "bounce" else EmailState.UNKNOWN
        contact.updated_at = now
        contact.save(update_fields=["email", "email_state", "updated_at"])
        event = EmailRemoved(reason=reason)
        publish(event, at=now, contact_id=contact.id, company_id=contact.company_id, actor_id=by)
    return True


def delete_contacts(contact_ids: Iterable[UUID], *, now: datetime, by: int | None = None) -> int:
    """Delete contacts for good. Nothing keeps an import from bringing them back; answers how many there were."""
    with transaction.atomic():
        gone = list(Contact.objects.select_for_update().filter(id__in=list(contact_ids)).only("id", "company_id"))
        publish_many(
            Published(event=ContactDeleted(), at=now, contact_id=c.id, company_id=c.company_id, actor_id=by)
            for c in gone
        )
        Contact.objects.filter(id__in=[c.id for c in gone]).delete()
    return len(gone)


def erase_contact(contact_id: UUID, *, now: datetime, by: int | None = None) -> None:
    """Forget a person (RGPD, art. 17; CO-44): every room wipes what it holds, the row goes, hashes of the address and
    of the numbers remain so that no import brings the person back, and that of their name in their company, so that the
    public directory does not. Raises Contact.DoesNotExist.
    """
    with transaction.atomic():
        contact = Contact.objects.select_for_update().get(id=contact_id)
        known = (
            (Kind.EMAIL, contact.email),
            (Kind.PHONE, contact.phone),
            (Kind.PHONE, contact.mobile),
            (Kind.PERSON, contact.person),
        )
        for kind, value in known:
            if value:
                suppress(kind, value, reason=Reason.ERASED, now=now)
        publish(ContactErased(), at=now, contact_id=contact.id, company_id=contact.company_id, actor_id=by)
        Contact.objects.filter(id=contact.id).delete()
