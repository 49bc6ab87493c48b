"""The search over everything."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from filon.desk.queries import search as queries
from filon.desk.viewer import Viewer
from filon.kernel.listing import LONGEST_VALUE
from filon.kernel.ui import web
from filon.tenants.middleware import WorkspaceRequest

PER_PLACE = 10


@require_GET
def search(request: WorkspaceRequest) -> HttpResponse:
    """What matches `q`, place by place, with the way to each list's own results."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_VALUE]
    found = queries.search(Viewer.of(request), text, most=PER_PLACE)
    context = {"q": text, "found": found, "asked": queries.worth_it(text)}
    return web.show(request, "desk/search.html", context, part="desk/_found.html")
