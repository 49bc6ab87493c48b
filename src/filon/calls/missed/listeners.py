"""What missed calls keep of somebody who is erased: that there was a call, not from which number."""

from __future__ import annotations

from collections.abc import Sequence

from filon.calls.missed.models import InboundCall
from filon.crm.events import ContactErased
from filon.timeline.events import Published, subscribe


@subscribe(ContactErased)
def forget_the_number(batch: Sequence[Published]) -> None:
    people = [gone.contact_id for gone in batch if gone.contact_id]
    InboundCall.objects.filter(contact_id__in=people).update(caller="")
