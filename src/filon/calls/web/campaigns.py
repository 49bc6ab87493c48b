"""The list of phone campaigns and the screen of one: its results, its charts."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from filon.calls.full.statuses import LEVEL_NAMES
from filon.calls.labels import NOT_CALLED, TO_CALL_AGAIN, campaign_badge
from filon.calls.models import CallCampaign
from filon.calls.operations.rehearsing import MOST_REHEARSED
from filon.calls.queries.charts import charts as counted
from filon.calls.queries.full import listed
from filon.calls.queries.full_charts import outcomes
from filon.calls.queries.results import AGAIN, CAMPAIGNS, NOT_YET, Progress, campaigns, progress
from filon.calls.queries.settings import are_stopped
from filon.calls.states import CampaignState, Level, Nature, ProspectState, Scenario
from filon.calls.web.full import results as full
from filon.calls.web.rows import shown_rows
from filon.kernel import listing
from filon.kernel.ui import web
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest


def own(request: WorkspaceRequest, campaign_id: UUID) -> CallCampaign:
    """The campaign; 404 for another workspace's."""
    return one(campaigns(), id=campaign_id)


@require_GET
def campaign_list(request: WorkspaceRequest) -> HttpResponse:
    """Every phone campaign with how far it is."""
    page = listing.page(campaigns(), CAMPAIGNS, request.GET)
    how_far = progress([row.id for row in page.rows])
    context = {
        "page": page,
        "rows": [(row, campaign_badge(row), how_far[row.id]) for row in page.rows],
        "states": CampaignState.choices,
        "stopped": are_stopped(),
    }
    return web.show(request, "calls/campaigns.html", context, part="calls/_campaigns.html")


@require_GET
def count(request: WorkspaceRequest) -> HttpResponse:
    return web.count(request, listing.count(listing.narrow(campaigns(), CAMPAIGNS, request.GET)))


@require_GET
def campaign(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """The results, while it runs and when it has ended (ST-41, A-ST-18)."""
    row = own(request, campaign_id)
    found, spec = listed(row)
    page = listing.page(found, spec, request.GET)
    context = page_of(row, "results") | {
        "page": page,
        "whole": listing.count(listing.narrow(found, spec, request.GET)),
        "states": ProspectState.choices,
    }
    if row.scenario == Scenario.FULL:
        context |= full.context_of(row, page)
        return web.show(request, "calls/full/results.html", context, part="calls/full/_results.html")
    context |= {
        "rows": shown_rows(page.rows, now=request.clock.now()),
        "natures": Nature.choices,
        "levels": [*Level.choices, (AGAIN, TO_CALL_AGAIN), (NOT_YET, NOT_CALLED)],
    }
    return web.show(request, "calls/campaign_results.html", context, part="calls/_results.html")


@require_GET
def results_count(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    found, spec = listed(own(request, campaign_id))
    return web.count(request, listing.count(listing.narrow(found, spec, request.GET)))


@require_GET
def progress_part(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """The toggle and the progress above the results, read again at each change."""
    row = own(request, campaign_id)
    return web.show(request, "calls/_progress.html", page_of(row, "results"))


@require_GET
def charts(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """Natures, levels, scores, and calls by hour (ST-18); where Filon talks, what was said as well (ST-51, ST-52)."""
    row = own(request, campaign_id)
    words = {"not_called": str(NOT_CALLED), "again": str(TO_CALL_AGAIN)}
    talks = row.scenario == Scenario.FULL
    names = LEVEL_NAMES if talks else None
    found = counted(row.id, zone=ZoneInfo(row.time_zone), names=names, **words)
    context = page_of(row, "charts") | {"charts": found, "outcomes": outcomes(row.id) if talks else None}
    return web.show(request, "calls/campaign_charts.html", context, part="calls/_charts.html")


def page_of(row: CallCampaign, tab: str) -> dict[str, Any]:
    """What every tab of a campaign prints."""
    how_far: Progress = progress([row.id])[row.id]
    return {
        "campaign": row,
        "tab": tab,
        "badge": campaign_badge(row),
        "progress": how_far,
        "may_rehearse": not row.practice and how_far.total > 0,
        "most_rehearsed": MOST_REHEARSED,
        "stopped": are_stopped(),
    }
