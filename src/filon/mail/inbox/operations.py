"""What users do with what came in: say that it is dealt with, or that it is not after all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from filon.mail.events import MailHandled, MailReopened
from filon.mail.models import Message
from filon.mail.states import ANSWERS, FOR_A_PERSON, Direction, MailKind
from filon.timeline.events import TypedEvent, publish


def handle(message_id: UUID, *, now: datetime, by: int | None = None) -> int:
    """Say that an answer or a challenge is dealt with, and with it whatever the same person sent before it.

    Answers how many messages that were; 0 when a colleague was quicker, and then nothing is told. Raises
    Message.DoesNotExist, also for mail that is not for a person.
    """
    with transaction.atomic():
        message = _for_a_person().get(id=message_id)
        waiting = _with_it(message).filter(handled_at=None, at__lte=message.at)
        count = waiting.update(handled_at=now, handled_by=by)
        if count:
            _tell(MailHandled(message_id=message.id, what=message.kind, count=count), message, now=now, by=by)
    return count


def reopen(message_id: UUID, *, now: datetime, by: int | None = None) -> int:
    """Take back what ``handle`` did for this message: all that it settled is to be done again. Answers how many."""
    with transaction.atomic():
        message = _for_a_person().select_for_update(of=("self",)).get(id=message_id)
        if message.handled_at is None:
            return 0
        settled = _with_it(message).filter(handled_at=message.handled_at, handled_by=message.handled_by_id)
        count = settled.update(handled_at=None, handled_by=None)
        _tell(MailReopened(message_id=message.id), message, now=now, by=by)
    return count


def _for_a_person() -> QuerySet[Message]:
    return Message.objects.filter(direction=Direction.IN, kind__in=FOR_A_PERSON)


def _with_it(message: Message) -> QuerySet[Message]:
    """The same person's messages of the same nature; only this one when nobody knows who wrote."""
    if message.contact_id is None:
        return _for_a_person().filter(id=message.id)
    kinds = ANSWERS if message.kind in ANSWERS else (MailKind.CHALLENGE,)
    return _for_a_person().filter(contact_id=message.contact_id, kind__in=kinds)


def _tell(event: TypedEvent, message: Message, *, now: datetime, by: int | None) -> None:
    publish(
        event,
        at=now,
        contact_id=message.contact_id,
        company_id=message.company_id,
        origin_id=message.origin_id,
        actor_id=by,
    )
