"""What mail forgets of a person who asked to be forgotten."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from filon.crm.events import ContactErased
from filon.crm.traces import traces_of
from filon.mail.models import Click, Message
from filon.timeline.events import Published, subscribe


@subscribe(ContactErased)
def wipe_messages(batch: Sequence[Published]) -> None:
    """Addresses and texts go; the rows stay, without which a message could be sent or counted twice.

    So do those of messages from and to their address that belong to no card. Their clicks go: a page may name them.
    """
    gone = traces_of(batch)
    theirs = Q(contact_id__in=gone.contact_ids) | Q(sender__in=gone.emails) | Q(recipient__in=gone.emails)
    Click.objects.filter(message__in=Message.objects.filter(theirs)).delete()
    Message.objects.filter(theirs).update(
        sender="", recipient="", subject="", subject_key="", text="", verdict={}, smtp_reply=""
    )
