"""Projects from a file: drop it, look at what is wrong, let it in."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.alerts import service
from filon.alerts.imports import operations
from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.template import FILE_NAME, LABELS, template_csv
from filon.alerts.vocabulary import vocabulary
from filon.alerts.web.forms import ImportForm
from filon.crm.imports.strict.report import problems
from filon.crm.web import strict_imports
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """The template, the file, and the words that it may hold."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        content, now, by = form.cleaned_data["file"], request.clock.now(), request.user.pk
        if import_ := attempt(form, lambda: operations.upload(content, now=now, by=by)):
            return redirect("alerts:import", import_id=import_.id)
    words = vocabulary()
    context = {
        "form": form,
        "columns": [str(label) for label in LABELS.values()],
        "categories": [label for _code, label in words.categories.offered()],
        "stages": [label for _code, label in words.stages.offered()],
        "service": service.is_active(),
    }
    return web.show(request, "alerts/import_new.html", context, status=422 if form.errors else 200)


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    return web.download(template_csv(vocabulary()), name=FILE_NAME)


@require_GET
def show(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    """What is wrong with a file and how to mend it, or how far it is."""
    import_ = _one(import_id)
    context = {"import": import_, **problems(import_)}
    return web.show(request, "alerts/import.html", context, part="alerts/_import.html")


@require_POST
def start(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    """[Importer] and [Ignorer et importer]."""
    import_ = _one(import_id)
    return _do(request, import_, lambda: operations.start(import_.id, ignore_errors="ignorer" in request.POST))


@require_POST
def cancel(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    import_ = _one(import_id)
    if import_.done:
        said = _("Le fichier « %(name)s » est oublié ; les projets déjà importés restent.")
    else:
        said = _("Le fichier « %(name)s » est oublié, rien n’a été importé.")
    home = reverse("alerts:projects")
    return _do(request, import_, lambda: operations.cancel(import_.id), said=said % {"name": import_.name}, home=home)


@require_GET
def errors(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    """The refused rows with their reasons, to mend and import again."""
    return strict_imports.errors(_one(import_id))


def _one(import_id: UUID) -> ProjectImport:
    return one(ProjectImport.objects.defer("entries"), id=import_id)


def _do(
    request: HttpRequest, import_: ProjectImport, act: Callable[[], object], *, said: str = "", home: str = ""
) -> HttpResponse:
    page = reverse("alerts:import", args=[import_.id])
    return strict_imports.step(request, act, topic="alert-import", page=page, said=said, home=home)
