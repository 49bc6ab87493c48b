"""Imports: drop a file, look at what was understood, let it in, take it back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.crm.imports import operations, queries
from filon.crm.imports.template import FILE_NAME, template_csv
from filon.crm.models import Import
from filon.crm.web.forms import ImportForm
from filon.crm.web.import_page import context_of, mapping_of
from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.kernel.ui.guards import attempt
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

IN_MEMORY_BYTES = 1024 * 1024


@require_GET
def import_list(request: HttpRequest) -> HttpResponse:
    """Every file ever let in, or left waiting."""
    page = listing.page(queries.history(), queries.HISTORY, request.GET)
    return web.show(request, "crm/imports.html", {"page": page, "rows": page.rows}, part="crm/_imports.html")


@require_GET
def count(request: HttpRequest) -> HttpResponse:
    return web.count(request, listing.count(queries.history()))


@require_http_methods(["GET", "POST"])
def new(request: WorkspaceRequest) -> HttpResponse:
    """[+ importer] (ST-32): the template, the file, and how to make one (ST-33, ST-35, ST-36)."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        content = form.cleaned_data["file"]
        now, by = request.clock.now(), request.user.pk
        if import_ := attempt(form, lambda: operations.upload(content, name=content.name, now=now, by=by)):
            return redirect("crm:import", import_id=import_.id)
    return web.show(request, "crm/import_new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
def template(request: HttpRequest) -> HttpResponse:
    """[Télécharger le modèle] (ST-33)."""
    return web.download(template_csv(), name=FILE_NAME)


@require_GET
def show(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    """Where an import is: being read, waiting for a yes, running, done, failed, taken back."""
    import_ = one(Import.objects.select_related("created_by"), id=import_id)
    context = {**context_of(import_, request.GET), "may_revert": _may_revert(request, import_)}
    return web.show(request, "crm/import.html", context, part="crm/_import.html")


@require_POST
def columns(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The user's word for where each column goes."""
    import_ = one(Import, id=import_id)
    return _do(request, import_, lambda: operations.map_columns(import_.id, mapping_of(import_, request.POST)))


@require_POST
def start(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """[Importer] and [Ignorer et importer] (ST-37, ST-38)."""
    import_ = one(Import, id=import_id)
    return _do(request, import_, lambda: operations.start(import_.id, ignore_errors="ignorer" in request.POST))


@require_POST
def resume(request: HttpRequest, import_id: UUID) -> HttpResponse:
    import_ = one(Import, id=import_id)
    return _do(request, import_, lambda: operations.resume(import_.id))


@require_POST
def cancel(request: HttpRequest, import_id: UUID) -> HttpResponse:
    import_ = one(Import, id=import_id)
    said = _("Le fichier « %(name)s » est oublié, rien n’a été importé.") % {"name": import_.name}
    done = partial(web.done, request, toast=said, redirect=reverse("crm:imports"))
    return _do(request, import_, lambda: operations.cancel(import_.id), done=done)


@require_POST
def revert(request: WorkspaceRequest, import_id: UUID) -> HttpResponse:
    """Take an import back: for who made it, and for managers."""
    import_ = one(Import, id=import_id)
    if not _may_revert(request, import_):
        raise PermissionDenied
    return _do(request, import_, lambda: operations.revert(import_.id, by=request.user.pk))


@require_GET
def errors(request: HttpRequest, import_id: UUID) -> HttpResponseBase:
    """The refused rows with their reasons, to mend and import again."""
    import_ = one(Import, id=import_id)
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_BYTES)  # noqa: SIM115 the response closes it once it is sent
    try:
        queries.write_error_file(import_, out)
    except Refused as no:
        out.close()
        return web.done(request, toast=no.message, tone="bad", redirect=reverse("crm:import", args=[import_.id]))
    out.seek(0)
    name = _("lignes-refusees-%(date)s.csv") % {"date": import_.created_at.date().isoformat()}
    return FileResponse(out, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")


def _may_revert(request: WorkspaceRequest, import_: Import) -> bool:
    return request.member.is_manager or import_.created_by_id == request.user.pk


def _do(
    request: HttpRequest,
    import_: Import,
    act: Callable[[], object],
    *,
    done: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Do one step, then show the page as it is now; a refusal is said and changes nothing."""
    page = "" if request.headers.get("HX-Request") else reverse("crm:import", args=[import_.id])
    try:
        act()
    except Refused as no:
        return web.done(request, toast=no.message, tone="bad", redirect=page)
    return done() if done else web.done(request, refresh=("import",), redirect=page)
