"""What newsletters do when something happens to those who receive them. Runs in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from filon.crm.events import (
    ContactDeleted,
    ContactErased,
    ContactLeft,
    ContactRestored,
    EmailRemoved,
    OptedIn,
    OptedOut,
)
from filon.mail.events import ComplaintReceived, RemovalRequested
from filon.outreach.events import RecipientUnsubscribed
from filon.outreach.newsletters.models import Newsletter
from filon.outreach.newsletters.operations import reopen, unsubscribe
from filon.outreach.newsletters.states import Ended
from filon.timeline.events import Published, subscribe


@subscribe(OptedOut, RemovalRequested, ComplaintReceived)
def end_for_who_is_opposed(batch: Sequence[Published]) -> None:
    """Nothing of this newsletter any more, or of any. A wish that a mail brings is for everything."""
    for left in batch:
        if left.contact_id is None:
            continue
        only = left.origin_id if isinstance(left.event, OptedOut) else None
        unsubscribe([left.contact_id], why=Ended.OPPOSED, now=left.at, newsletter_id=only, by=left.actor_id)


@subscribe(RecipientUnsubscribed)
def end_for_who_left_everything(batch: Sequence[Published]) -> None:
    for left in batch:
        if left.contact_id is not None and getattr(left.event, "everywhere", False):
            unsubscribe([left.contact_id], why=Ended.RECIPIENT, now=left.at)


@subscribe(ContactLeft, ContactDeleted, ContactErased)
def end_with_the_person(batch: Sequence[Published]) -> None:
    _end(batch, why=Ended.LEFT)


@subscribe(EmailRemoved)
def end_without_address(batch: Sequence[Published]) -> None:
    for removed in batch:
        bounced = getattr(removed.event, "reason", "") == "bounce"
        _end([removed], why=Ended.BOUNCED if bounced else Ended.NO_EMAIL)


@subscribe(ContactRestored)
def take_up_with_the_person(batch: Sequence[Published]) -> None:
    """[A quitté la société] was ticked by mistake (CO-38)."""
    for back in batch:
        if back.contact_id is not None:
            reopen(back.contact_id, why=Ended.LEFT, now=back.at)


@subscribe(OptedIn)
def take_up_at_their_wish(batch: Sequence[Published]) -> None:
    """[Ne plus contacter] was pressed by mistake."""
    for back in batch:
        if back.contact_id is not None:
            reopen(back.contact_id, why=Ended.OPPOSED, now=back.at, newsletter_id=back.origin_id)


def left_by_link(newsletter_id: UUID, contact_id: UUID | None, *, now: datetime) -> bool:
    """The recipient of an issue leaves this newsletter only (CO-124). False when it is no newsletter."""
    if not Newsletter.objects.filter(id=newsletter_id).exists():
        return False
    if contact_id is not None:
        unsubscribe([contact_id], why=Ended.RECIPIENT, now=now, newsletter_id=newsletter_id)
    return True


def _end(batch: Sequence[Published], *, why: Ended) -> None:
    people: dict[datetime, list[UUID]] = {}
    for gone in batch:
        if gone.contact_id is not None:
            people.setdefault(gone.at, []).append(gone.contact_id)
    for at, contact_ids in people.items():
        unsubscribe(contact_ids, why=why, now=at)
