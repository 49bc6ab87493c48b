"""What the sidebar, the tab bar and the settings menu list. Rooms above register their pages; the kernel knows none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypedDict, Unpack

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
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

    ``also``: routes of pages that belong to this one although their addresses do not begin with its.

    ``when``: whether the page has anything to say in this workspace; without it, the entry is always there.
    """

    key: str
    short: str | Promise
    also: Sequence[str]
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
    also: Sequence[str] = ()
    when: Callable[[HttpRequest], bool] = lambda request: True

    def url(self) -> str:
        """The page's address, or "" while no route has this name (the system check says so)."""
        return _url(self.url_name)

    def leads(self, path: str) -> int:
        """How long a part of the path is an address of this entry's; 0 when none is."""
        urls = filter(None, map(_url, (self.url_name, *self.also)))
        return max((len(url) for url in urls if _leads(url, path)), default=0)


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
    """(section, link) of every page the member may open. Of all menus, the longest address that begins the path is
    current: a page of the settings marks nothing in the sidebar."""
    found = [
        (entry, url)
        for entry in entries(sections)
        if (url := entry.url()) and registry.allows(request, entry.url_name) and entry.when(request)
    ]
    current = _current(request)
    return [(entry.section, _link(entry, url=url, current=current)) for entry, url in found]


def _current(request: HttpRequest) -> str:
    """The route of the entry that the page belongs to, or ""."""
    allowed = (entry for entry in registry.entries.values() if registry.allows(request, entry.url_name))
    best = max(allowed, key=lambda entry: entry.leads(request.path), default=None)
    return best.url_name if best and best.leads(request.path) else ""


def groups(request: HttpRequest, sections: Iterable[str]) -> list[Group]:
    """The links by section, empty sections left out."""
    by_section: dict[str, list[Link]] = {}
    for section, link in links(request, sections):
        by_section.setdefault(section, []).append(link)
    return [Group(str(SECTIONS[section]), found) for section, found in by_section.items()]


def badges(request: HttpRequest) -> dict[str, Any]:
    """{url_name: figure} of the badges whose page the member may open."""
    return {name: count(request) for name, count in registry.badges.items() if registry.allows(request, name)}


def _url(url_name: str) -> str:
    """Every page asks for some fifty addresses, three times over, and they stay the same."""
    return _reversed(url_name, get_urlconf(), get_script_prefix())


@lru_cache(1024)
def _reversed(url_name: str, urlconf: str | None, _prefix: str) -> str:
    try:
        return reverse(url_name, urlconf=urlconf)
    except NoReverseMatch:
        return ""


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
        current=entry.url_name == current,
        counted=entry.url_name in registry.badges,
    )
