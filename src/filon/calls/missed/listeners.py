"""What missed calls keep of somebody who is erased: that there was a call, not from which number."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat

from filon.calls.missed.models import InboundCall
from filon.crm.events import ContactErased
from filon.crm.traces import SUBSCRIBER_DIGITS, traces_of
from filon.timeline.events import Published, subscribe

KEY_OF_ITS_OWN = Concat(Value("erased:"), Cast("id", CharField()))


@subscribe(ContactErased)
def forget_the_number(batch: Sequence[Published]) -> None:
    """Some providers write the number into the identifier of the call, too."""
    gone = traces_of(batch)
    theirs = Q(contact_id__in=gone.contact_ids) | Q(caller__in=gone.numbers)
    InboundCall.objects.filter(theirs).update(caller="")
    for number in gone.numbers:
        named = InboundCall.objects.filter(call_key__contains=number[-SUBSCRIBER_DIGITS:])
        named.update(call_key=KEY_OF_ITS_OWN)
