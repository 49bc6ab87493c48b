"""What was written, for the timeline: the text of what came in, the subject of what went out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit
from uuid import UUID

from filon.mail import events
from filon.mail.models import Click, Message
from filon.mail.states import Direction
from filon.timeline import quotes
from filon.timeline.models import Event
from filon.timeline.quotes import Quote

LONGEST = 600
"""Characters shown; the whole mail is in the person's mailbox."""

LONGEST_PAGE = 80

KINDS = (
    events.MailSent.kind,
    events.MailUncertain.kind,
    events.MailOpened.kind,
    events.ReplyReceived.kind,
    events.AutoReplyReceived.kind,
    events.RemovalRequested.kind,
)


def register() -> None:
    quotes.register(KINDS, words)
    quotes.register((events.MailClicked.kind,), pages)


def words(asked: Collection[Event]) -> Mapping[UUID, Quote]:
    """By event: the subject of ours, the text of theirs without what they quoted. One query."""
    ids = {event.id: event.data.get("message_id", "") for event in asked}
    rows = Message.objects.filter(id__in=[key for key in ids.values() if key])
    kept = {str(m.id): _words(m) for m in rows.only("id", "direction", "subject", "text")}
    return {event_id: kept[key] for event_id, key in ids.items() if key in kept}


def pages(asked: Collection[Event]) -> Mapping[UUID, Quote]:
    """By event: the page that was opened by a click. One query."""
    links = {event.id: (str(event.data.get("message_id")), event.data.get("link")) for event in asked}
    rows = Click.objects.filter(message__in={message for message, _number in links.values()})
    kept = {(str(c.message_id), c.number): c.url for c in rows.only("message_id", "number", "url")}
    return {event_id: Quote(title=page_name(kept[key])) for event_id, key in links.items() if key in kept}


def page_name(url: str) -> str:
    """A page as people say it: without scheme, parameters and anchor, shortened."""
    parts = urlsplit(url)
    said = f"{parts.hostname or ''}{parts.path.rstrip('/')}"
    return said if len(said) <= LONGEST_PAGE else f"{said[: LONGEST_PAGE - 1]}…"


def _words(message: Message) -> Quote:
    if message.direction == Direction.OUT:
        return Quote(title=message.subject)
    text = message.text.strip()
    return Quote(text=text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…")
