"""How visits of sites are told on a timeline, and the way that a visitor took."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.capture.events import SiteVisited
from filon.capture.queries import pages_of
from filon.timeline import quotes, words
from filon.timeline.models import Event
from filon.timeline.quotes import Quote
from filon.timeline.sentences import sentence

MOST_SHOWN = 12


@sentence(SiteVisited.kind, icon="globe", tone="good")
def visited(data: Mapping[str, Any]) -> str:
    return _("A visité votre site")


def ways(asked: Collection[Event]) -> Mapping[UUID, Quote]:
    """By event: the site, and its pages in the order in which they were opened (CO-25, OL-19). One query."""
    sessions = {event.id: str(event.data.get("session_id")) for event in asked}
    kept = pages_of(set(sessions.values()))
    return {event_id: _way(*kept[key]) for event_id, key in sessions.items() if key in kept}


def _way(domain: str, paths: list[str]) -> Quote:
    shown = [*paths[:MOST_SHOWN], "…"] if len(paths) > MOST_SHOWN else paths
    return Quote(title=domain, text=" → ".join(shown))


quotes.register((SiteVisited.kind,), ways)
words.register("site", gettext_lazy("Sites suivis"), {SiteVisited.kind: gettext_lazy("Site visité")})
