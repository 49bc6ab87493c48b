"""Messages that were begun, read back from their rows."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from filon.mail.delivery.outgoing import Account, Outgoing
from filon.mail.models import Message
from filon.mail.smtp import SmtpSettings
from filon.mail.states import MessageState

NO_SERVER = SmtpSettings(host="", port=0)


def outgoing(action_ids: Iterable[UUID]) -> dict[UUID, Outgoing]:
    """By action, what was about to leave."""
    rows = Message.objects.filter(action_id__in=list(action_ids), state=MessageState.SENDING)
    return {m.action_id: as_outgoing(m) for m in rows if m.action_id}


def as_outgoing(message: Message) -> Outgoing:
    """A row as it was on its way; good for the record only, there is nothing in it to send."""
    assert message.action_id is not None
    return Outgoing(
        id=message.id,
        action_id=message.action_id,
        account=Account(message.mailbox_id, message.sender, NO_SERVER),
        recipient=message.recipient,
        subject=message.subject,
        raw=b"",
        message_id=message.message_id,
        thread_id=message.thread_id or message.action_id,
        in_reply_to=message.in_reply_to,
        contact_id=message.contact_id,
        company_id=message.company_id,
        origin_id=message.origin_id,
    )
