"""The webhook of a campaign: its secret, and what went to its address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from filon.calls.web.campaigns import own
from filon.kernel import listing
from filon.kernel.errors import Refused
from filon.kernel.ui import web
from filon.tenants.middleware import WorkspaceRequest
from filon.timeline.webhooks import addresses, queries
from filon.timeline.webhooks.web import labels


@never_cache
@require_GET
def webhook(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Its secret can be copied before the first call: the endpoint was made with the campaign's address."""
    row = own(request, campaign_id)
    context: dict[str, Any] = {"campaign": row, "is_manager": request.member.is_manager}
    try:
        if row.webhook_url:
            addresses.checked(row.webhook_url)
    except Refused as refused:
        return web.show(request, "calls/webhook.html", context | {"refused": refused.message})
    endpoint = queries.of_origin(row.id)
    if endpoint is not None:
        page = listing.page(queries.deliveries(endpoint), queries.NEWEST, request.GET)
        context |= {"endpoint": endpoint, "line": labels.endpoint_line(endpoint), "page": page}
        context["rows"] = [labels.delivery_line(each) for each in page.rows]
    return web.show(request, "calls/webhook.html", context)
