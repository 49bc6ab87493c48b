"""Numbers into a campaign: drop a file, look at what is wrong, let it in (ST-32…39)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.billing.queries import available, used_under
from filon.billing.rules import tariff
from filon.calls.imports import operations
from filon.calls.imports.models import ProspectImport
from filon.calls.imports.template import FILE_NAMES, template_csv
from filon.calls.states import Scenario
from filon.calls.web.campaigns import own
from filon.calls.web.forms import ImportForm
from filon.crm.imports.strict.report import problems
from filon.crm.imports.strict.states import ImportState
from filon.crm.web import strict_imports
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[+ importer] (ST-32): the template, the file, what it costs, and how to make one (ST-33, ST-35, ST-36)."""
    campaign = own(request, campaign_id)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        content, now, by = form.cleaned_data["file"], request.clock.now(), request.user.pk
        if import_ := attempt(form, lambda: operations.upload(campaign, content, now=now, by=by)):
            return redirect("calls:import", import_id=import_.id)
    cost = tariff()[campaign.scenario]
    context = {"form": form, "campaign": campaign, "cost": cost, "balance": available()}
    return web.show(request, "calls/import_new.html", context, status=422 if form.errors else 200)


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """[Télécharger le Template CSV] (ST-33): the model of the campaign's scenario, which the address tells."""
    asked = request.GET.get("scenario", Scenario.LIGHT)
    scenario = asked if asked in FILE_NAMES else Scenario.LIGHT
    return web.download(template_csv(scenario), name=FILE_NAMES[scenario])


@require_GET
def show(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    """What is wrong with a file, or how far it is (ST-37, ST-38)."""
    context = _context(_one(import_id))
    return web.show(request, "calls/import.html", context, part="calls/_import.html")


@require_POST
def start(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    """[Importer] and [Ignorer et importer] (ST-38, ST-39)."""
    import_ = _one(import_id)
    return _do(request, import_, lambda: operations.start(import_.id, ignore_errors="ignorer" in request.POST))


@require_POST
def cancel(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    import_ = _one(import_id)
    home = reverse("calls:campaign", args=[import_.campaign_id])
    said = _("Le fichier « %(name)s » est oublié, rien n’a été importé.") % {"name": import_.name}
    return _do(request, import_, lambda: operations.cancel(import_.id), said=said, home=home)


@require_GET
def errors(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    """The refused rows with their reasons, to mend and import again."""
    return strict_imports.errors(_one(import_id))


def _one(import_id: UUID) -> ProspectImport:
    return one(ProspectImport.objects.select_related("campaign").defer("entries"), id=import_id)


def _context(import_: ProspectImport) -> dict[str, Any]:
    begun = import_.state in (ImportState.RUNNING, ImportState.DONE, ImportState.FAILED)
    estimate = tariff()[import_.campaign.scenario] * import_.accepted
    return {
        "import": import_,
        "campaign": import_.campaign,
        "cost": used_under(f"calls:{import_.campaign_id}:{import_.id}:") if begun else estimate,
        "balance": available(),
        **problems(import_),
    }


def _do(
    request: HttpRequest, import_: ProspectImport, act: Callable[[], object], *, said: str = "", home: str = ""
) -> HttpResponse:
    page = reverse("calls:import", args=[import_.id])
    return strict_imports.step(request, act, topic="call-import", page=page, said=said, home=home)
