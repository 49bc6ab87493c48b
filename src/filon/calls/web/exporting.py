"""[Exporter] (ST-57, ST-99)."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from filon.calls.exporting import export_csv
from filon.calls.web.campaigns import own
from filon.kernel.ui import web
from filon.tenants.middleware import WorkspaceRequest


@require_GET
def export(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """All rows of the campaign with their results, whatever the page shows."""
    row = own(request, campaign_id)
    name = slugify(row.name) or _("appels")
    today = request.clock.now().astimezone(ZoneInfo(row.time_zone)).date().isoformat()
    return web.download(b"".join(export_csv(row)), name=f"{name}-{today}.csv")
