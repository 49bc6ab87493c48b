"""Whether a campaign counts clicks: part of its last step, and of its sending settings once it is launched (OL-20)."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filon.kernel.ui import web
from filon.outreach import operations
from filon.outreach.web.wizard import visible
from filon.tenants.middleware import WorkspaceRequest


@require_POST
def counting(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Count them from now on, or stop: what has left keeps its links."""
    campaign = visible(request, campaign_id)
    wanted = request.POST.get("compter") == "oui"
    campaign = operations.set_counting(campaign.id, counts_clicks=wanted, now=request.clock.now(), by=request.user.pk)
    said = _("Cette campagne compte les clics.") if wanted else _("Cette campagne ne compte pas les clics.")
    response = web.show(request, "outreach/_counting.html", {"campaign": campaign})
    return web.toast(response, said)
