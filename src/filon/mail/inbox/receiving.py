"""One incoming mail becomes one row and one event, whatever how often it is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from filon.crm.models import Contact
from filon.mail.classify import Verdict, classify
from filon.mail.classify.mime import Headers
from filon.mail.events import (
    AutoReplyReceived,
    BounceReceived,
    ChallengeReceived,
    ComplaintReceived,
    RemovalRequested,
    ReplyReceived,
)
from filon.mail.inbox.lookup import find_sent
from filon.mail.inbox.proof_link import proof_link
from filon.mail.matching import candidates, subject_key
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, MessageState
from filon.timeline.events import TypedEvent, publish

TEXT_KEPT = 20_000
SUBJECT_KEPT = 500


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """A mail that answers one of ours, understood. ``proof_url`` is where a challenge is answered (OL-24)."""

    mailbox: Mailbox
    message_id: str
    sender: str
    subject: str
    verdict: Verdict
    answered: Message
    proof_url: str = ""


def receive(*, mailbox: Mailbox, raw: bytes, now: datetime) -> Message | None:
    """Keep a mail that answers one of ours and tell the timeline, in one transaction; None for any other mail.

    A person's private mail is neither stored nor logged. Reading the same mail again, from another folder or by
    another worker, changes nothing: its Message-ID is unique in the mailbox, and of two readers the first wins.
    """
    incoming = understand(mailbox=mailbox, raw=raw, now=now)
    if incoming is None:
        return None
    with transaction.atomic():
        message = _row(incoming, now=now)
        if not _first(message):
            return None
        event = _event(incoming, message)
        if event is not None:
            publish(
                event,
                at=now,
                company_id=message.company_id,
                contact_id=message.contact_id,
                origin_id=message.origin_id,
            )
    return message


def understand(*, mailbox: Mailbox, raw: bytes, now: datetime) -> Incoming | None:
    """What the mail is and which of our messages it speaks of; None when it speaks of none, or is our own."""
    verdict = classify(raw, now=now)
    wanted = candidates(raw, verdict=verdict)
    if wanted.sender == mailbox.email:
        return None
    answered = find_sent(wanted, mailbox=mailbox, now=now)
    if answered is None:
        return None
    headers = Headers.parse(raw.partition(b"\r\n\r\n")[0] if b"\r\n\r\n" in raw else raw.partition(b"\n\n")[0])
    own = next(iter(headers.message_ids("message-id")), "")
    return Incoming(
        mailbox=mailbox,
        message_id=own[:250] or f"{hashlib.sha256(raw).hexdigest()[:40]}@no-message-id",
        sender=wanted.sender[:254],
        subject=headers.text("subject").replace("\0", "")[:SUBJECT_KEPT],
        verdict=verdict,
        answered=answered,
        proof_url=proof_link(raw) if verdict.kind == "challenge" else "",
    )


def _row(incoming: Incoming, *, now: datetime) -> Message:
    verdict, answered = incoming.verdict, incoming.answered
    return Message(
        mailbox=incoming.mailbox,
        direction=Direction.IN,
        state=MessageState.RECEIVED,
        message_id=incoming.message_id,
        in_reply_to=answered.message_id,
        thread_id=answered.thread_id,
        origin_id=answered.origin_id,
        contact=answered.contact,
        company_id=answered.company_id,
        sender=incoming.sender,
        recipient=incoming.mailbox.email,
        subject=incoming.subject,
        subject_key=subject_key(incoming.subject)[:200],
        text=verdict.text.replace("\0", "")[:TEXT_KEPT],
        kind=verdict.kind,
        verdict={
            "reason": verdict.reason,
            "status": verdict.status,
            "return_on": verdict.return_on.isoformat() if verdict.return_on else None,
            **({"url": incoming.proof_url} if incoming.proof_url else {}),
        },
        at=now,
    )


def _first(message: Message) -> bool:
    Message.objects.bulk_create([message], ignore_conflicts=True)
    return Message.objects.filter(pk=message.pk).exists()


def _event(incoming: Incoming, message: Message) -> TypedEvent | None:
    """The event of a kind; delays, receipts and mail that answers nothing are kept without one."""
    verdict, kind = incoming.verdict, incoming.verdict.kind
    about = {"message_id": message.id, "answers": incoming.answered.id}
    if kind in {"human", "calendar"}:
        return ReplyReceived(**about, from_contact=_author(incoming))
    if kind == "auto_reply":
        return AutoReplyReceived(**about, return_on=verdict.return_on)
    if kind in {"bounce_hard", "bounce_soft"}:
        return BounceReceived(**about, hard=kind == "bounce_hard", status=verdict.status)
    plain = {"unsubscribe": RemovalRequested, "complaint": ComplaintReceived, "challenge": ChallengeReceived}.get(kind)
    return plain(**about) if plain else None


def _author(incoming: Incoming) -> UUID | None:
    """The contact who wrote, when it is another one than the one written to."""
    written_to = incoming.answered.contact
    if not incoming.sender or (written_to is not None and written_to.email == incoming.sender):
        return None
    return Contact.objects.filter(email=incoming.sender).values_list("id", flat=True).first()
