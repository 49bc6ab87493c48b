"""A company's sheet: what is known of it on the left, what happens with it on the right (CO-1…25)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from filon.directory import queries
from filon.directory.events import SheetVisited
from filon.directory.models import Company
from filon.directory.public.models import Establishment
from filon.directory.register import operations as register
from filon.directory.sheet import Sheet, places_of, sheet_of, trade_of
from filon.directory.visits import visit
from filon.directory.web import extensions
from filon.directory.web.extensions import Filter
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import refused
from filon.kernel.ui.panels import PLACES
from filon.notices import operations as notices
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.timeline.queries import About
from filon.timeline.stream import stream

EVERYTHING = Filter(
    "tout",
    gettext_lazy("Tout"),
    "list",
    0,
    (),
    gettext_lazy("Ce qui arrive à cette société et à ses contacts s’inscrira ici."),
)
VISITS = Filter(
    "visites", gettext_lazy("Visites"), "globe", 40, (SheetVisited.kind,),
    gettext_lazy("Qui, de votre équipe, a ouvert cette fiche, et ce que cette société a lu sur vos sites suivis."),
)  # fmt: skip
PARTS = {"info": ("directory/_company.html", ("main",)), "suivi": ("directory/_beside.html", ("side",))}
"""What a page asks again when something changed, the left part or what stands above the timeline on the right, with the
places of panels in it."""
LINKEDIN = "https://www.linkedin.com/search/results/companies/?"


@require_GET
def company(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """The sheet, or the part of it that is asked for."""
    row = one(queries.companies(), id=company_id)
    context: dict[str, Any] = {"company": row}
    part = request.GET.get("partie", "") if web.wants_part(request) else ""
    if part != "suivi":
        context |= _left(row, sheet_of(row, on=request.clock.now().date(), siret=request.GET.get("etablissement", "")))
    template, places = PARTS.get(part, ("directory/company.html", PLACES))
    context["panels"] = extensions.company_panels.render(request, row, places=places)
    if part not in PARTS:
        context |= _timeline(request, row)
    return web.show(request, template, context)


@require_GET
def timeline(request: HttpRequest, company_id: UUID) -> HttpResponse:
    """The timeline through one of its filters (CO-20…25); with a cursor, what happened before."""
    row = one(Company, id=company_id)
    template = "timeline/_stream.html" if "after" in request.GET else "directory/_timeline.html"
    return web.show(request, template, {"company": row, **_timeline(request, row)})


@require_GET
def establishment(request: HttpRequest, company_id: UUID, siret: str) -> HttpResponse:
    """What stands under one tab (CO-3)."""
    row = one(Company, id=company_id)
    place = one(Establishment, siret=siret)
    if place.siren != row.siren:
        raise Http404
    return web.show(request, "directory/_place.html", {"company": row, "place": place, "trade": trade_of(place)})


@require_GET
def establishments(request: HttpRequest, company_id: UUID, page: int) -> HttpResponse:
    """More tabs, for a company with many establishments."""
    row = one(Company, id=company_id)
    return web.show(
        request, "directory/_places.html", {"company": row, "places": places_of(row.siren or "", page=page)}
    )


@require_POST
def ask(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """Have its officers and its figures looked up in the register of companies (A-CO-8)."""
    row = one(Company, id=company_id)
    try:
        register.ask(row.siren or "", now=request.clock.now())
    except Refused as no:
        return refused(request, no)
    said = _("Le registre est interrogé : la fiche se complétera d’elle-même.")
    return web.done(request, toast=said, refresh=("company",))


@require_POST
def visited(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    """What the open page says of itself once it is there: a page that is only fetched is no visit."""
    row = one(Company, id=company_id)
    now = request.clock.now()
    visit(row.id, by=request.user.pk, now=now)
    notices.visit(row.id, user_id=request.user.pk, now=now)
    return HttpResponse(status=204)


def _left(row: Company, sheet: Sheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "unit": sheet.unit,
        "places": sheet.places,
        "place": sheet.place,
        "trade": sheet.trade,
        "note_url": extensions.note_of_call(row),
        "linkedin": row.linkedin_url or LINKEDIN + urlencode({"keywords": row.name}),
    }


def _timeline(request: HttpRequest, row: Company) -> dict[str, Any]:
    filters = [EVERYTHING, *extensions.filters()]
    chosen = next((each for each in filters if each.key == request.GET.get("filtre")), EVERYTHING)
    base = reverse("directory:timeline", args=[row.id])
    whole = chosen is EVERYTHING and "after" not in request.GET
    return {
        "filters": filters,
        "chosen": chosen,
        "timeline_url": f"{base}?filtre={chosen.key}",
        "under_way": extensions.timeline_panels.render(request, row, places=("main",))["main"] if whole else [],
        "coming": extensions.coming_for(row) if whole else [],
        "stream": stream(About(company_id=row.id, kinds=chosen.kinds), request.GET),
        "more_url": base,
        "more_query": f"filtre={chosen.key}&",
    }
