"""The number of a missed call, for the timeline and for webhooks: read from its row, and gone once that forgets it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from filon.calls.missed.models import InboundCall
from filon.crm.events import CallMissed
from filon.kernel.ui.templatetags.ui import phone
from filon.timeline import quotes
from filon.timeline.models import Event
from filon.timeline.quotes import Quote
from filon.timeline.webhooks.payload import enrich


def register() -> None:
    quotes.register([CallMissed.kind], on_the_timeline)
    enrich(CallMissed.kind, for_programs)


def on_the_timeline(events: Collection[Event]) -> Mapping[UUID, Quote]:
    numbers = _numbers(events)
    return {key: Quote(title=_("du %(phone)s") % {"phone": phone(number)}) for key, number in numbers.items()}


def for_programs(events: Collection[Event]) -> Mapping[UUID, Mapping[str, Any]]:
    """``more.phone`` of a delivery: E.164."""
    return {key: {"phone": number} for key, number in _numbers(events).items()}


def _numbers(events: Collection[Event]) -> dict[UUID, str]:
    """By event; without those that were withheld, or are forgotten. One query."""
    calls = {event.id: UUID(event.data["call_id"]) for event in events}
    known = dict(InboundCall.objects.filter(id__in=calls.values()).values_list("id", "caller"))
    return {key: known[call_id] for key, call_id in calls.items() if known.get(call_id)}
