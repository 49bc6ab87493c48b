"""What mail forgets of a person who asked to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from filon.crm.events import ContactErased
from filon.mail.models import Message
from filon.timeline.events import Published, subscribe


@subscribe(ContactErased)
def wipe_messages(batch: Sequence[Published]) -> None:
    """Addresses and texts go; the rows stay, without which a message could be sent or counted twice."""
    people = [p.contact_id for p in batch if p.contact_id]
    Message.objects.filter(contact_id__in=people).update(
        sender="", recipient="", subject="", subject_key="", text="", verdict={}, smtp_reply=""
    )
