"""Places on a page that rooms above fill: the page's room knows the place, not what comes to stand there.

contact_panels = Panels()                                   # in the room of the page
contact_panels.register(why_nothing, place="main", order=10)  # in the ready() of a room above
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

Provider = Callable[[HttpRequest, Any], SafeString | str]
"""Renders its part of the page about a row; "" when there is nothing to show."""

PLACES = ("actions", "main", "side")


@dataclass
class Panels:
    """What stands in the places of one kind of page, in order."""

    providers: dict[Provider, tuple[str, int]] = field(default_factory=dict)

    def register(self, provider: Provider, *, place: str, order: int) -> None:
        """Show what ``provider`` renders. Registering it again only moves it."""
        if place not in PLACES:
            raise ValueError(f"unknown place {place!r}: one of {', '.join(PLACES)}")
        self.providers[provider] = (place, order)

    def render(
        self, request: HttpRequest, subject: Any, *, places: Collection[str] = PLACES
    ) -> dict[str, list[SafeString | str]]:
        """{place: parts} of the page about ``subject``; other places than ``places`` stay empty."""
        parts: dict[str, list[SafeString | str]] = {place: [] for place in PLACES}
        for provider, (place, _order) in sorted(self.providers.items(), key=lambda item: item[1][1]):
            if place in places and (part := provider(request, subject)):
                parts[place].append(part)
        return parts
