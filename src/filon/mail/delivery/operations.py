"""Sending on record: written as *sending* before, written as it ended after, found out when nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.crm.models import Contact
from filon.crm.operations import remove_email
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.mail.delivery import mailboxes, rows
from filon.mail.delivery.jobs import look_in_sent_folder
from filon.mail.delivery.outgoing import Delivered, Outgoing
from filon.mail.delivery.verdicts import Fate
from filon.mail.events import MailFailed, MailResolved, MailSent, MailUncertain
from filon.mail.models import Mailbox, Message
from filon.mail.states import MessageState, Trouble
from filon.timeline.events import Published, TypedEvent, publish, publish_many


def begin(batch: Sequence[Outgoing], *, holder: str, now: datetime) -> list[Outgoing]:
    """Put on record that these are about to leave, in the caller's transaction, and answer those that may.

    ``holder`` names the journal of this process. A message that has left already, or may have, is not in the answer.
    """
    accepted = rows.begin(batch, holder=holder, now=now)
    mailboxes.touch({outgoing.account.id for outgoing in batch}, now=now)
    return [_on_row(o, accepted[o.action_id]) for o in batch if o.action_id in accepted]


def record(batch: Sequence[Delivered], *, now: datetime) -> None:
    """Write how each one ended, tell the timeline, take bad addresses off, break the mailbox that its server refuses.

    In the caller's transaction, once for each message.
    """
    with transaction.atomic():
        rows.end(batch, now=now)
        publish_many(_published(d.outgoing, event, now=now) for d in batch if (event := _event(d)))
        for delivered in batch:
            if delivered.verdict.fate is Fate.BOUNCED:
                _bounced(delivered.outgoing, now=now)
        _troubles(batch, now=now)
        unclear = {d.outgoing.account.id for d in batch if d.verdict.fate is Fate.UNCERTAIN}
        for mailbox_id in Mailbox.objects.filter(id__in=unclear).exclude(imap_host="").values_list("id", flat=True):
            look_in_sent_folder.defer_once(mailbox_id=mailbox_id)


def consider_sent(message_id: UUID, *, now: datetime, by: int | None = None) -> Message:
    """Settle a doubt: the message was sent. ``by`` is the user who says so, nobody when it was found in its folder.

    Raises Refused when there is no doubt (any more), Message.DoesNotExist.
    """
    return _resolve(message_id, to=MessageState.SENT, now=now, by=by)


def send_again(message_id: UUID, *, now: datetime, by: int | None = None) -> Message:
    """Settle a doubt: it was not sent, or had better be sent twice than not at all. Only a person decides that.

    Raises Refused when there is no doubt (any more), Message.DoesNotExist.
    """
    return _resolve(message_id, to=MessageState.QUEUED, now=now, by=by)


def _resolve(message_id: UUID, *, to: MessageState, now: datetime, by: int | None) -> Message:
    with transaction.atomic():
        message = Message.objects.select_for_update().get(id=message_id)
        if message.state != MessageState.UNCERTAIN:
            raise Refused(_("Le sort de ce message est déjà connu."), code="already_resolved")
        message.state, message.doubted_at = to, None
        message.save(update_fields=["state", "doubted_at"])
        publish(
            MailResolved(message_id=message.id, action_id=message.action_id, sent=to == MessageState.SENT),
            at=now,
            contact_id=message.contact_id,
            company_id=message.company_id,
            origin_id=message.origin_id,
            actor_id=by,
        )
    return message


def _on_row(outgoing: Outgoing, row_id: UUID) -> Outgoing:
    return outgoing if outgoing.id == row_id else replace(outgoing, id=row_id)


def _published(o: Outgoing, event: TypedEvent, *, now: datetime) -> Published:
    return Published(
        event=event, at=now, contact_id=o.contact_id, company_id=o.company_id, origin_id=o.origin_id, id=uuid7()
    )


def _event(d: Delivered) -> TypedEvent | None:
    """What the timeline is told; a message that will be tried again is no event."""
    o, verdict = d.outgoing, d.verdict
    if verdict.fate is Fate.SENT:
        return MailSent(message_id=o.id, mailbox_id=o.account.id, step=o.step)
    if verdict.fate is Fate.UNCERTAIN:
        return MailUncertain(message_id=o.id, mailbox_id=o.account.id, step=o.step)
    if verdict.fate in (Fate.BOUNCED, Fate.REFUSED) or d.given_up:
        code = "too_many_tries" if d.given_up else str(verdict.fate)
        return MailFailed(message_id=o.id, mailbox_id=o.account.id, code=code, reply=verdict.reply[:9], step=o.step)
    return None


def _bounced(outgoing: Outgoing, *, now: datetime) -> None:
    """The server says that there is no such address: it goes, unless the card has another one by now (OL-60)."""
    if outgoing.contact_id is None:
        return
    if Contact.objects.filter(id=outgoing.contact_id, email=outgoing.recipient).exists():
        remove_email(outgoing.contact_id, reason="bounce", now=now)


def _troubles(batch: Iterable[Delivered], *, now: datetime) -> None:
    found: dict[UUID, tuple[Trouble, str]] = {}
    for delivered in batch:
        if trouble := delivered.verdict.trouble:
            found[delivered.outgoing.account.id] = (trouble, delivered.verdict.reply)
    for mailbox_id, (trouble, reply) in found.items():
        mailboxes.break_down(mailbox_id, trouble=trouble, detail=reply, now=now)
