"""Settings of the workspace: its own, its keys, its log; and the way to another workspace."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filon.kernel import listing
from filon.kernel.clock import SystemClock
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.tenants import audit, operations, queries
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest, choose_workspace
from filon.tenants.models import Workspace
from filon.tenants.operations.workspaces import NewWorkspace
from filon.tenants.web.actions import attempt
from filon.tenants.web.forms import KeyForm, NewWorkspaceForm, WorkspaceForm

KEYS = "/espace/cles/"


@require_http_methods(["GET", "POST"])
def workspace(request: WorkspaceRequest) -> HttpResponse:
    form = WorkspaceForm(request.POST or None, instance=Workspace.objects.get(id=request.workspace.id))
    if request.method == "POST" and form.is_valid():
        operations.update_workspace(
            request.workspace, changes=form.cleaned_data, by=request.user, at=request.clock.now()
        )
        return web.done(request, toast=_("Réglages enregistrés."), redirect=request.path)
    return web.show(request, "tenants/workspace.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def new_workspace(request: WorkspaceRequest) -> HttpResponse:
    """Make another workspace and go there; 404 where the host keeps that to itself."""
    if not operations.workspaces_are_open():
        raise Http404
    form = NewWorkspaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        own = NewWorkspace(
            name=form.cleaned_data["name"], language=request.user.language, time_zone=request.user.time_zone
        )
        try:
            made = operations.open_another(own, by=request.user, at=SystemClock().now())
        except Refused as refused:
            form.refuse(refused)
        else:
            choose_workspace(request, workspace_id=made.id)
            return web.done(request, toast=_("Bienvenue dans ce nouvel espace."), redirect="/")
    return web.show(request, "tenants/new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def open_workspace(request: WorkspaceRequest, workspace_id: UUID) -> HttpResponse:
    """Go to another workspace of the user; 404 for one they are not in."""
    if not choose_workspace(request, workspace_id=workspace_id):
        raise Http404
    return redirect("/")


@require_GET
def keys(request: WorkspaceRequest) -> HttpResponse:
    return web.show(request, "tenants/keys.html", {"keys": queries.api_keys(request.workspace)})


@never_cache
@require_http_methods(["GET", "POST"])
def key_create(request: WorkspaceRequest) -> HttpResponse:
    """A new key; its secret is in this one answer and nowhere else."""
    form = KeyForm(request.POST or None)
    context = {"form": form, "secret": ""}
    if request.method == "POST" and form.is_valid():
        try:
            key, secret = operations.create_api_key(
                workspace=request.workspace, **form.cleaned_data, by=request.user, at=request.clock.now()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            context |= {"key": key, "secret": secret}
    return web.show(request, "tenants/key_new.html", context, status=422 if form.errors else 200)


@require_POST
def key_revoke(request: WorkspaceRequest, key_id: UUID) -> HttpResponse:
    key = one(queries.api_keys(request.workspace), id=key_id)
    return attempt(
        request,
        do=lambda: operations.revoke_api_key(key, by=request.user, at=request.clock.now()),
        said=_("Clé révoquée : les programmes qui s’en servaient n’entrent plus."),
        then=KEYS,
    )


@require_GET
def audit_log(request: WorkspaceRequest) -> HttpResponse:
    page = listing.page(queries.audit_log(), queries.AUDIT, request.GET)
    rows = [audit.line(entry) for entry in page.rows]
    return web.show(request, "tenants/audit.html", {"page": page, "rows": rows}, part="tenants/_audit.html")
