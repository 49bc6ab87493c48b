"""One search over contacts, companies, campaigns and sequences: a query for each, as their own lists search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.crm.queries import contact_list
from filon.crm.queries import contacts as contact_rows
from filon.desk.viewer import Viewer
from filon.directory.queries import COMPANIES
from filon.directory.queries import companies as company_rows
from filon.kernel.listing import narrow
from filon.kernel.text import fold
from filon.outreach.models import Sequence
from filon.outreach.states import CampaignState

SHORTEST = 2
"""Characters below which nothing is looked up."""
SCANNED = 1000
"""Campaigns and sequences are few and have no search column: the names of the latest are compared here."""


@dataclass(frozen=True)
class Hit:
    """A row that matches: its name, what tells it from its namesakes, its page."""

    label: str
    hint: str
    url: str


Look = Callable[[Viewer, str, int], list[Hit]]


@dataclass(frozen=True)
class Place:
    """Where is looked. ``url_name`` is the list that shows all of it."""

    title: str | Promise
    icon: str
    url_name: str
    look: Look


@dataclass(frozen=True)
class Found:
    """The first hits of a place; ``more``: its list has others, at ``url``."""

    place: Place
    hits: list[Hit]
    more: bool
    url: str


def search(viewer: Viewer, text: str, *, most: int) -> list[Found]:
    """The places where something matches, each with ``most`` hits. Four queries, none for a text that is too short."""
    if not worth_it(text):
        return []
    found = []
    for place in PLACES:
        hits = place.look(viewer, text, most + 1)
        if hits:
            url = f"{reverse(place.url_name)}?{urlencode({'q': text})}"
            found.append(Found(place, hits[:most], len(hits) > most, url))
    return found


def worth_it(text: str) -> bool:
    return len(fold(text).replace(" ", "")) >= SHORTEST


def contacts(viewer: Viewer, text: str, most: int) -> list[Hit]:
    rows = narrow(contact_rows(with_bounced=True), contact_list(), {"q": text}).order_by("-updated_at", "-id")[:most]
    base = reverse("crm:contacts")
    return [
        Hit(c.name, " · ".join(filter(None, (c.company.name if c.company else "", c.job_title))), f"{base}{c.id}/")
        for c in rows
    ]


def companies(viewer: Viewer, text: str, most: int) -> list[Hit]:
    rows = narrow(company_rows(), COMPANIES, {"q": text}).order_by("-updated_at", "-id")[:most]
    base = reverse("directory:companies")
    return [Hit(c.name, " · ".join(filter(None, (c.city, c.domain))), f"{base}{c.id}/") for c in rows]


def campaigns(viewer: Viewer, text: str, most: int) -> list[Hit]:
    """Those the viewer may see (OL-50)."""
    rows = viewer.campaigns().order_by("-updated_at", "-id").values_list("id", "name", "state")[:SCANNED]
    base = reverse("outreach:campaigns")
    found = (row for row in rows if _matches(row[1], text))
    return [Hit(name, str(CampaignState(state).label), f"{base}{key}/") for key, name, state in islice(found, most)]


def sequences(viewer: Viewer, text: str, most: int) -> list[Hit]:
    rows = Sequence.objects.filter(archived_at=None).order_by("-updated_at", "-id").values_list("id", "name")[:SCANNED]
    base = reverse("outreach:sequences")
    found = (row for row in rows if _matches(row[1], text))
    return [Hit(name, "", f"{base}{key}/") for key, name in islice(found, most)]


def _matches(name: str, text: str) -> bool:
    """Whether the name holds every word, accents and case aside."""
    folded = fold(name)
    return all(word in folded for word in fold(text).split())


PLACES = (
    Place(_("Contacts"), "users", "crm:contacts", contacts),
    Place(_("Sociétés"), "building-2", "directory:companies", companies),
    Place(_("Campagnes"), "send", "outreach:campaigns", campaigns),
    Place(_("Séquences"), "workflow", "outreach:sequences", sequences),
)
"""In the order of the page."""
