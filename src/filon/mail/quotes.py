"""What was written, for the timeline: the text of what came in, the subject of what went out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from filon.mail import events
from filon.mail.models import Message
from filon.mail.states import Direction
from filon.timeline import quotes
from filon.timeline.models import Event
from filon.timeline.quotes import Quote

LONGEST = 600
"""Characters shown; the whole mail is in the person's mailbox."""

KINDS = (
    events.MailSent.kind,
    events.MailUncertain.kind,
    events.ReplyReceived.kind,
    events.AutoReplyReceived.kind,
    events.RemovalRequested.kind,
)


def register() -> None:
    quotes.register(KINDS, words)


def words(asked: Collection[Event]) -> Mapping[UUID, Quote]:
    """By event: the subject of ours, the text of theirs without what they quoted. One query."""
    ids = {event.id: event.data.get("message_id", "") for event in asked}
    rows = Message.objects.filter(id__in=[key for key in ids.values() if key])
    kept = {str(m.id): _words(m) for m in rows.only("id", "direction", "subject", "text")}
    return {event_id: kept[key] for event_id, key in ids.items() if key in kept}


def _words(message: Message) -> Quote:
    if message.direction == Direction.OUT:
        return Quote(title=message.subject)
    text = message.text.strip()
    return Quote(text=text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…")
