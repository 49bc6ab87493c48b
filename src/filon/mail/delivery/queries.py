"""What is known of messages that left, or perhaps did."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from filon.mail.delivery.outgoing import Outgoing
from filon.mail.delivery.recovered import as_outgoing
from filon.mail.models import Message
from filon.mail.states import MessageState


def uncertain() -> QuerySet[Message]:
    """Messages of which nobody knows whether they left, oldest first: a person decides (``operations.send_again``,
    ``operations.consider_sent``)."""
    doubts = Message.objects.filter(doubted_at__isnull=False)
    return doubts.select_related("mailbox", "contact").order_by("at", "id")


def doubtful(message_ids: Iterable[UUID | None]) -> list[UUID]:
    """Those among these messages of which nobody knows."""
    wanted = [message_id for message_id in message_ids if message_id]
    return list(uncertain().filter(id__in=wanted).values_list("id", flat=True)) if wanted else []


def sent_messages(action_ids: Iterable[UUID]) -> dict[UUID, Outgoing]:
    """By action, what was sent for it."""
    rows = Message.objects.filter(action_id__in=list(action_ids), state=MessageState.SENT)
    return {m.action_id: as_outgoing(m) for m in rows if m.action_id}
