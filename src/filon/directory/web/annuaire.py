"""The public directory: every company of it, and the way from there to the workspace's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from filon.directory import adopting
from filon.directory.columnar import current
from filon.directory.models import Company
from filon.directory.public import activities
from filon.directory.public.listing import CLOSED, Listing, listing, narrowing
from filon.directory.public.listing import count as counted
from filon.directory.public.models import Abroad, Category, Unit
from filon.directory.public.search import Found
from filon.directory.public.states import Revision
from filon.kernel import listing as lists
from filon.kernel.errors import Refused
from filon.kernel.listing import ListSpec, Sort, one_of
from filon.kernel.text import fold
from filon.kernel.ui import web
from filon.tenants.middleware import WorkspaceRequest

SIZES = (("02", 3), ("03", 6), ("11", 10), ("12", 20), ("21", 50), ("22", 100), ("32", 250), ("41", 500), ("51", 2000))
"""Least head counts that the list may be narrowed to: INSEE's bracket, and where it begins."""
BRACKETS = {
    "00": "0",
    "01": "1–2",
    "02": "3–5",
    "03": "6–9",
    "11": "10–19",
    "12": "20–49",
    "21": "50–99",
    "22": "100–199",
    "31": "200–249",
    "32": "250–499",
    "41": "500–999",
    "42": "1 000–1 999",
    "51": "2 000–4 999",
    "52": "5 000–9 999",
    "53": "10 000 +",
}
"""INSEE's brackets of head counts."""
MOST_CATEGORIES = 300


class Row(NamedTuple):
    """A company as the list shows it. ``company_id`` is the workspace's own card of it, if there is one."""

    found: Found
    name: str
    activity: str
    size: str
    company_id: UUID | None


@require_GET
def companies(request: WorkspaceRequest) -> HttpResponse:
    """Companies of the directory, fifty at a time."""
    revision = activities.main_revision(request.clock.now().date())
    page, refused = Listing(narrowing(request.GET.dict())), ""
    try:
        page = listing(request.GET.dict(), revision=revision)
    except Refused as no:
        refused = no.message
    context = {
        "page": page,
        "refused": refused,
        "rows": shown(page, revision=revision),
        "imported": current() is not None,
        "has_abroad": Abroad.objects.exists(),
        "choices": _choices(),
    }
    return web.show(request, "directory/annuaire.html", context, part="directory/_annuaire.html")


@require_GET
def count(request: WorkspaceRequest) -> HttpResponse:
    revision = activities.main_revision(request.clock.now().date())
    try:
        return web.count(request, counted(request.GET.dict(), revision=revision))
    except Refused as no:
        return HttpResponse(escape(no.message))


@require_http_methods(["POST"])
def adopt(request: WorkspaceRequest, siren: str) -> HttpResponse:
    """To the company's sheet; on the way it becomes the workspace's own. One that may not be shown is not there."""
    try:
        company = adopting.adopt(siren, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        raise Http404 from no
    return _to(request, company)


@require_GET
def abroad(request: WorkspaceRequest) -> HttpResponse:
    """Companies of other countries, as tables brought them in."""
    spec = _abroad_spec()
    page = lists.page(Abroad.objects.all(), spec, request.GET)
    context = {"page": page, "countries": [(code, code) for code in _countries()]}
    return web.show(request, "directory/abroad.html", context, part="directory/_abroad.html")


@require_GET
def abroad_count(request: WorkspaceRequest) -> HttpResponse:
    return web.count(request, lists.count(lists.narrow(Abroad.objects.all(), _abroad_spec(), request.GET)))


@require_http_methods(["POST"])
def adopt_abroad(request: WorkspaceRequest, row_id: int) -> HttpResponse:
    """As ``adopt``, for a company of another country."""
    try:
        company = adopting.adopt_abroad(row_id, now=request.clock.now(), by=request.user.pk)
    except Refused as no:
        raise Http404 from no
    return _to(request, company)


def shown(page: Listing, *, revision: Revision) -> list[Row]:
    """The rows of a page with what they are called, in a number of queries that does not depend on how many."""
    codes = [_code(found.unit, revision) for found in page.rows]
    names = activities.labels({code for code in codes if code}, revision)
    sirens = [found.unit.siren for found in page.rows]
    mine = dict(Company.objects.filter(siren__in=sirens).values_list("siren", "id"))
    return [
        Row(
            found,
            adopting.shown_name(found.unit),
            f"{code} {names.get(code, '')}".strip(),
            BRACKETS.get(found.unit.headcount, ""),
            mine.get(found.unit.siren),
        )
        for found, code in zip(page.rows, codes, strict=True)
    ]


def _code(unit: Unit, revision: Revision) -> str:
    first, second = (unit.naf25, unit.naf) if revision == Revision.NAF25 else (unit.naf, unit.naf25)
    return str(first or second)


def _choices() -> dict[str, Sequence[tuple[str, str]]]:
    """What the filters offer."""
    snapshot = current()
    places = [code for code in snapshot.codes["department"] if code] if snapshot else []
    trades = Category.objects.order_by("label").values_list("code", "label")[:MOST_CATEGORIES]
    return {
        "effectif": [(code, _("%(n)s salariés et plus") % {"n": least}) for code, least in SIZES],
        "departement": [(code, code) for code in places],
        "categorie": list(trades),
        "etat": [(CLOSED, _("Fermées"))],
    }


def _abroad_spec() -> ListSpec:
    return ListSpec(
        sorts={"name": Sort("name_key")},
        default_sort="name",
        filters={"pays": one_of("country", *_countries())},
        search=_named,
    )


def _named(text: str) -> Q:
    return Q(name_key__startswith=fold(text))


def _countries() -> list[str]:
    return list(Abroad.objects.order_by("country").values_list("country", flat=True).distinct())


def _to(request: WorkspaceRequest, company: Company) -> HttpResponse:
    page = reverse("directory:company", args=[company.id])
    if request.headers.get("HX-Request") == "true":
        return web.done(request, redirect=page)
    return HttpResponseRedirect(page)
