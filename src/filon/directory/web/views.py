"""The list of companies, and their form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from filon.directory import operations, queries
from filon.directory.models import Company
from filon.directory.web import extensions
from filon.directory.web.forms import CompanyForm
from filon.kernel import listing
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@require_GET
def company_list(request: HttpRequest) -> HttpResponse:
    """Every company the workspace knows, fifty at a time."""
    page = listing.page(queries.companies(), queries.COMPANIES, request.GET)
    context = {"page": page, "rows": shown(page.rows), "columns": extensions.columns}
    return web.show(request, "directory/companies.html", context, part="directory/_companies.html")


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    rows = listing.narrow(queries.companies(), queries.COMPANIES, request.GET)
    return web.count(request, listing.count(rows))


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """Names of known companies, for a field in which one is typed."""
    names = queries.names_like(request.GET.get("company_name", ""))
    return web.show(request, "directory/_suggestions.html", {"names": names})


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    form = CompanyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(operations.create_company, now=request.clock.now(), by=request.user.pk)
        if made := attempt(form, lambda: write(form.company_fields())):
            page = reverse("directory:company", args=[made.id])
            return web.done(request, toast=_("%(name)s est dans vos sociétés.") % {"name": made.name}, redirect=page)
    return _dialog(request, form, title=_("Nouvelle société"), action=reverse("directory:new"))


@require_http_methods(["GET", "POST"])
def edit(request: WorkspaceRequest, company_id: UUID) -> HttpResponse:
    row = one(Company, id=company_id)
    form = CompanyForm(request.POST or None, initial=CompanyForm.initial_of(row))
    if request.method == "POST" and form.is_valid():
        write = partial(operations.update_company, row.id, now=request.clock.now(), by=request.user.pk)
        if attempt(form, lambda: write(form.company_fields())):
            return web.done(request, toast=_("Fiche enregistrée."), refresh=("company",))
    action = reverse("directory:edit", args=[row.id])
    return _dialog(request, form, title=_("Modifier %(name)s") % {"name": row.name}, action=action)


class Row(NamedTuple):
    """A company as the list shows it, with what rooms above count of it."""

    company: Company
    url: str
    cells: list[object]


def shown(companies: Sequence[Company]) -> list[Row]:
    base = reverse("directory:companies")
    ids = [company.id for company in companies]
    figures = [column.figures(ids) for column in extensions.columns]
    return [Row(c, f"{base}{c.id}/", [by_id.get(c.id, "") for by_id in figures]) for c in companies]


def _dialog(request: HttpRequest, form: CompanyForm, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return web.show(request, "directory/company_form.html", {"form": form, **context}, status=status)
