"""Aujourd'hui: what to do now, and why."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from filon.kernel.ui import web
from filon.tenants.middleware import WorkspaceRequest


@require_GET
def today(request: WorkspaceRequest) -> HttpResponse:
    """The home page: one list first."""
    return web.show(request, "desk/today.html", {})
