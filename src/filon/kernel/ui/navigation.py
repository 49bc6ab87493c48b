"""What the sidebar, the tab bar and the settings menu list. Rooms above register their pages; the kernel knows none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypedDict, Unpack

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: dict[str, str | Promise] = {
    "work": "",
    "outreach": _("Prospection"),
    "data": _("Données"),
    "sandbox": "",
    "settings": _("Espace"),
    "account": _("Mon compte"),
}
SIDEBAR = ("work", "outreach", "data", "sandbox")
SETTINGS = ("settings", "account")
TAB_BAR = 4
"""Entries of the phone's tab bar; the fifth place opens the whole menu."""


class More(TypedDict, total=False):
    """``key``: the letter after `g` that goes there; ``short``: a label that fits the phone's tab bar.

    ``when``: whether the page has anything to say in this workspace; without it, the entry is always there.
    """

    key: str
    short: str | Promise
    when: Callable[[HttpRequest], bool]


@dataclass(frozen=True)
class Entry:
    section: str
    label: str | Promise
    url_name: str
    icon: str
    order: int
    key: str = ""
    short: str | Promise = ""
    when: Callable[[HttpRequest], bool] = lambda request: True

    def url(self) -> str:
        """The page's address, or "" while no route has this name (the system check says so)."""
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""


@dataclass(frozen=True)
class Link:
    """An entry as one request sees it."""

    label: str
    short: str
    url: str
    icon: str
    key: str
    name: str
    current: bool
    counted: bool


@dataclass(frozen=True)
class Group:
    label: str
    links: list[Link]


@dataclass
class Registry:
    entries: dict[str, Entry] = field(default_factory=dict)
    badges: dict[str, Callable[[HttpRequest], int]] = field(default_factory=dict)
    allows: Callable[[HttpRequest, str], bool] = lambda request, url_name: True


registry = Registry()


def register(*, section: str, label: str | Promise, url_name: str, icon: str, order: int, **more: Unpack[More]) -> None:
    """List a page in a section of SECTIONS, sorted by ``order``. Registering a route again replaces its entry."""
    if section not in SECTIONS:
        raise ValueError(f"unknown section {section!r}: one of {', '.join(SECTIONS)}")
    registry.entries[url_name] = Entry(section=section, label=label, url_name=url_name, icon=icon, order=order, **more)


def badge(*, url_name: str, count: Callable[[HttpRequest], int]) -> None:
    """Show a figure beside the entry. ``count`` runs after the page has loaded and at each live "badge"; 0 hides it."""
    registry.badges[url_name] = count


def only_if(allows: Callable[[HttpRequest, str], bool]) -> None:
    """Hide the entries this member may not open, as ``allows(request, url_name)`` says: the permission table, once."""
    registry.allows = allows


def entries(sections: Iterable[str]) -> list[Entry]:
    rank = {name: index for index, name in enumerate(sections)}
    found = [entry for entry in registry.entries.values() if entry.section in rank]
    return sorted(found, key=lambda entry: (rank[entry.section], entry.order, entry.url_name))


def links(request: HttpRequest, sections: Iterable[str]) -> list[tuple[str, Link]]:
    """(section, link) of every page the member may open. The longest address that begins the path is current."""
    found = [
        (entry, url)
        for entry in entries(sections)
        if (url := entry.url()) and registry.allows(request, entry.url_name) and entry.when(request)
    ]
    current = max((url for _entry, url in found if _leads(url, request.path)), key=len, default="")
    return [(entry.section, _link(entry, url=url, current=current)) for entry, url in found]


def groups(request: HttpRequest, sections: Iterable[str]) -> list[Group]:
    """The links by section, empty sections left out."""
    by_section: dict[str, list[Link]] = {}
    for section, link in links(request, sections):
        by_section.setdefault(section, []).append(link)
    return [Group(str(SECTIONS[section]), found) for section, found in by_section.items()]


def badges(request: HttpRequest) -> dict[str, Any]:
    """{url_name: figure} of the badges whose page the member may open."""
    return {name: count(request) for name, count in registry.badges.items() if registry.allows(request, name)}


def _leads(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def _link(entry: Entry, *, url: str, current: str) -> Link:
    return Link(
        label=str(entry.label),
        short=str(entry.short or entry.label),
        url=url,
        icon=entry.icon,
        key=entry.key,
        name=entry.url_name,
        current=url == current,
        counted=entry.url_name in registry.badges,
    )
