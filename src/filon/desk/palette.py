"""What the command palette finds besides pages: rows of every room, and the way to all of them."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from filon.desk.queries.search import PLACES, Place, worth_it
from filon.desk.viewer import Viewer
from filon.kernel.ui import palette
from filon.kernel.ui.palette import Item
from filon.tenants.door import may_open
from filon.tenants.middleware import WorkspaceRequest

PER_PLACE = 5


def register() -> None:
    """Ask each place at every keystroke, then offer the page that searches everywhere."""
    for place in PLACES:
        palette.register(Provider(place))
    palette.register(everywhere)


class Provider:
    """`palette.Provider` of one place: one query, none for a text that is too short."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def __call__(self, request: HttpRequest, query: str) -> list[Item]:
        if not worth_it(query) or not may_open(request, self.place.url_name):
            return []
        viewer = Viewer.of(cast("WorkspaceRequest", request))
        hits = self.place.look(viewer, query, PER_PLACE)
        return [Item(hit.label, hit.hint or str(self.place.title), hit.url, self.place.icon) for hit in hits]


def everywhere(request: HttpRequest, query: str) -> list[Item]:
    """The page of results, always last."""
    if not worth_it(query):
        return []
    url = f"{reverse('desk:search')}?{urlencode({'q': query})}"
    return [Item(_("Rechercher « %(query)s »") % {"query": query}, _("Tous les résultats"), url, "search")]
