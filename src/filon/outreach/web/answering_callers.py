"""The card about the automatic message on the page of missed calls, and the button that prepares it."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from filon.kernel.ui import web
from filon.outreach import operations
from filon.outreach.models import Campaign
from filon.outreach.queries.campaigns import campaigns
from filon.outreach.states import CampaignState
from filon.tenants.middleware import WorkspaceRequest

SENDING = (CampaignState.PENDING, CampaignState.ACTIVE)


def callers_card(request: HttpRequest, _subject: Any) -> SafeString | str:
    """Which campaign writes to whoever calls and reaches nobody, the one that is being prepared, or a button."""
    found = _taking_callers(cast("WorkspaceRequest", request))
    context = {
        "sending": [row for row in found if row.state in SENDING],
        "draft": next((row for row in found if row.state == CampaignState.DRAFT), None),
    }
    return render_to_string("outreach/_callers.html", context, request)


@require_POST
def prepare(request: WorkspaceRequest) -> HttpResponse:
    """Make the draft, or find the one that is there, and lead to what is left to check before it is launched."""
    draft = next((row for row in _taking_callers(request) if row.state == CampaignState.DRAFT), None)
    if draft is None:
        language = request.workspace.language
        draft = operations.answer_callers(language=language, now=request.clock.now(), by=request.user.pk)
    said = _("Le message est prêt : relisez-le, puis lancez-le.")
    return web.done(request, toast=said, redirect=reverse("outreach:campaign_launch", args=[draft.id]))


def _taking_callers(request: WorkspaceRequest) -> list[Campaign]:
    states = [*SENDING, CampaignState.DRAFT]
    rows = campaigns(None if request.member.is_manager else request.user.pk)
    return list(rows.filter(audience__callers=True, state__in=states).order_by("-created_at")[:10])
