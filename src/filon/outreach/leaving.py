"""The way out that every message carries: a link that only its own recipient has (RFC 8058, A-OL-19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from filon.actions.operations import cancel_for
from filon.actions.policy import Reason
from filon.consent.operations import suppress
from filon.consent.states import Kind
from filon.consent.states import Reason as Objection
from filon.consent.tracking import Reply, answer
from filon.crm.operations import mark_opposed
from filon.kernel.seals import opened, sealed
from filon.mail.models import Message
from filon.outreach.ending import finish
from filon.outreach.events import RecipientUnsubscribed
from filon.outreach.models import Campaign, Newsletter
from filon.outreach.newsletters.listeners import left_by_link
from filon.outreach.states import Outcome
from filon.timeline.events import publish

PATH = "/desabonnement/"
KIND = "way out"


@dataclass(frozen=True)
class Link:
    """What a token names: a message that was sent, by its action, in a workspace."""

    workspace_id: UUID
    action_id: UUID


def link_for(link: Link) -> str:
    """The address printed in a message. Its token tells nothing and cannot be made up; it holds for ever, as people
    keep mail for long."""
    named = link.workspace_id.bytes + link.action_id.bytes
    return f"{settings.PUBLIC_URL}{PATH}{sealed(KIND, named)}"


def read(token: str) -> Link | None:
    """What a token names, or None for anything that is not ours."""
    named = opened(KIND, token, length=32)
    if named is None:
        return None
    return Link(UUID(bytes=named[:16]), UUID(bytes=named[16:]))


def unsubscribe(link: Link, *, everywhere: bool, now: datetime) -> Message | None:
    """The recipient leaves this campaign (OL-81) or newsletter (CO-124), or wants no message at all any more (OL-82),
    in the scope of the link's workspace. What is planned is cancelled at once. Twice is the same as once.

    What is part of neither was written by hand, and can be left with everything only. None when there is no such
    message (any more); nothing is left to stop then.
    """
    message = Message.objects.filter(action_id=link.action_id).first()
    if message is None:
        return None
    everywhere = everywhere or not is_of_many(message)
    with transaction.atomic():
        if (
            message.recipient
            and _listed(message, everywhere=everywhere, now=now)
            and (everywhere or not _left_newsletter(message, now=now))
        ):
            publish(
                RecipientUnsubscribed(everywhere=everywhere),
                at=now,
                contact_id=message.contact_id,
                company_id=message.company_id,
                origin_id=message.origin_id,
            )
        if message.contact_id is not None:
            _stopped(message.contact_id, origin_id=None if everywhere else message.origin_id, now=now)
    return message


def is_of_many(message: Message) -> bool:
    """Whether it is one of the messages of a campaign or a newsletter, which its reader may leave alone."""
    key = message.origin_id
    if key is None:
        return False
    return Campaign.objects.filter(id=key).exists() or Newsletter.objects.filter(id=key).exists()


def refuse_counting(link: Link, *, now: datetime) -> bool:
    """The recipient goes on receiving messages, and nothing of what they do with them is counted any more, with those
    that have left neither. False when they had said so before, or there is no such message (any more)."""
    message = Message.objects.filter(action_id=link.action_id).first()
    if message is None or not message.recipient:
        return False
    reply = Reply(email=message.recipient, granted=False, source=f"message {message.id}")
    return answer(reply, now=now, contact_id=message.contact_id, company_id=message.company_id)


def _left_newsletter(message: Message, *, now: datetime) -> bool:
    """An issue of a newsletter: its own event tells that they left it."""
    return message.origin_id is not None and left_by_link(message.origin_id, message.contact_id, now=now)


def _listed(message: Message, *, everywhere: bool, now: datetime) -> bool:
    """Put the address that the message went to on the opposition list; False when it was there."""
    return suppress(
        Kind.EMAIL,
        message.recipient,
        reason=Objection.UNSUBSCRIBED,
        origin_id=None if everywhere else message.origin_id,
        source=f"message {message.id}",
        now=now,
    )


def _stopped(contact_id: UUID, *, origin_id: UUID | None, now: datetime) -> None:
    """Cancel what is planned for the person, here or anywhere without ``origin_id``."""
    if origin_id is None:
        mark_opposed([contact_id], now=now)
    cancel_for(reason=Reason("unsubscribed"), now=now, origin_id=origin_id, subject_ids=[contact_id])
    finish([contact_id], origin_id=origin_id, outcome=Outcome.FAILURE, reason="unsubscribed", now=now)
