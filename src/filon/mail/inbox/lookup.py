"""Which of our messages an incoming mail speaks of: the rows that ``mail.matching`` chooses from."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from filon.mail.matching import Candidates, Sent, match
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction

LOOK_BACK = timedelta(days=180)
"""An answer to something older, by an unknown identifier, is a new conversation."""
CONSIDERED = 100
"""Messages sent to one person or one company that are compared; the newest."""


def find_sent(wanted: Candidates, *, mailbox: Mailbox, now: datetime) -> Message | None:
    """The message of ours that this mail speaks of, or None when it is none of our business. Three queries at most.

    By identifier it is found in any mailbox of the workspace; by address and subject in this one only.
    """
    sent = Message.objects.filter(direction=Direction.OUT)
    named = dict(sent.filter(message_id__in=wanted.message_ids).values_list("message_id", "id"))
    by_message_id = {message_id: str(key) for message_id, key in named.items()}
    found = match(wanted, by_message_id=by_message_id, by_sender=[] if named else _written_to(wanted, mailbox, now=now))
    return sent.select_related("contact").get(id=found.key) if found else None


def _written_to(wanted: Candidates, mailbox: Mailbox, *, now: datetime) -> list[Sent]:
    them = Q(recipient__in=[address for address in (wanted.sender, wanted.recipient) if address])
    if wanted.domain:
        them |= Q(recipient__endswith=f"@{wanted.domain}")
    recent = Message.objects.filter(them, mailbox=mailbox, direction=Direction.OUT, at__gte=now - LOOK_BACK)
    rows = recent.order_by("-at").values_list("id", "recipient", "subject", "at")[:CONSIDERED]
    return [Sent(key=str(key), recipient=to, subject=subject, sent_at=at) for key, to, subject, at in rows]
