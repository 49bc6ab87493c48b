"""The command palette (Ctrl/⌘ K): rooms above register what it finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest

from filon.kernel.text import fold
from filon.kernel.ui import navigation

PER_PROVIDER = 8
LONGEST_QUERY = 200


class Item(NamedTuple):
    """One line: what it is called, a grey hint after it, where it leads, its icon."""

    label: str
    hint: str
    url: str
    icon: str


Provider = Callable[[HttpRequest, str], list[Item]]


def pages(request: HttpRequest, query: str) -> list[Item]:
    """The pages of the menu whose label holds every word of the query; all of the sidebar when it is empty."""
    sections = (*navigation.SIDEBAR, *navigation.SETTINGS) if query else navigation.SIDEBAR
    words = fold(query).split()
    return [
        Item(link.label, str(navigation.SECTIONS[section]), link.url, link.icon)
        for section, link in navigation.links(request, sections)
        if all(word in fold(link.label) for word in words)
    ]


providers: list[Provider] = [pages]
"""Who is asked, in order: the pages of the menu come first."""


def register(provider: Provider) -> None:
    """Ask ``provider(request, query)`` at each keystroke, in the order of registration: milliseconds, please."""
    if provider not in providers:
        providers.append(provider)


def search(request: HttpRequest, query: str) -> list[Item]:
    """What every provider knows about the query, each cut to PER_PROVIDER lines."""
    words = query.replace("\0", "").strip()[:LONGEST_QUERY]
    return [item for provider in providers for item in provider(request, words)[:PER_PROVIDER]]
