"""[Gérer mon abonnement] (ST-3, ST-102): the plan, what is used of it, and where the limits come from."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from filon.kernel.ui import web
from filon.tenants import usage
from filon.tenants.middleware import WorkspaceRequest


@never_cache
@require_GET
def plan(request: WorkspaceRequest) -> HttpResponse:
    """Behind a confirmation of identity. Nothing is changed here: the host does it, and the log says so."""
    context = {
        "usage": usage.used(request.workspace, now=request.clock.now()),
        "support": settings.FILON_SUPPORT_EMAIL,
        "largest_file": settings.FILON_UPLOAD_LIMIT,
    }
    return web.show(request, "tenants/plan.html", context)
