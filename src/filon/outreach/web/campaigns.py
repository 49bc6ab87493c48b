"""The list of campaigns and the pages of one: results, sends, people, summary."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from filon.kernel import listing
from filon.kernel.ui import web
from filon.outreach.access import viewers_of
from filon.outreach.labels import campaign_badge, enrolment_badge
from filon.outreach.models import Campaign
from filon.outreach.queries.campaigns import CAMPAIGNS, PEOPLE, campaigns, enrolments, figures, turned_off
from filon.outreach.queries.sends import SENT, sent_messages, step_states, uncertain_messages
from filon.outreach.queries.sequences import latest_numbers, step_fields
from filon.outreach.queries.statistics import Period, Statistics, statistics
from filon.outreach.queries.upcoming import upcoming
from filon.outreach.states import CampaignState, EnrolmentState
from filon.outreach.texts import markers_of
from filon.outreach.web.wizard import visible
from filon.tenants.middleware import WorkspaceRequest

PERIODS = (
    ("7", gettext_lazy("7 jours")),
    ("30", gettext_lazy("30 jours")),
    ("90", gettext_lazy("90 jours")),
    ("tout", gettext_lazy("Depuis le début")),
)

LONGEST_NUMBER = 6
"""Digits of a page number that are read."""


@require_GET
def campaign_list(request: WorkspaceRequest) -> HttpResponse:
    """Every campaign one may see, with its figures (OL-43…50)."""
    page = listing.page(campaigns(), CAMPAIGNS, request.GET)
    counted = figures([c.id for c in page.rows])
    country = request.workspace.country
    seen = viewers_of(page.rows)
    rows = [(c, campaign_badge(c, country=country), counted[c.id], seen[c.id], _url(c)) for c in page.rows]
    context = {"page": page, "rows": rows, "states": CampaignState.choices}
    return web.show(request, "outreach/campaigns.html", context, part="outreach/_campaigns.html")


@require_GET
def count(request: WorkspaceRequest) -> HttpResponse:
    return web.count(request, listing.count(listing.narrow(campaigns(), CAMPAIGNS, request.GET)))


@require_GET
def campaign(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Statistiques] (OL-51)."""
    row = visible(request, campaign_id)
    name = request.GET.get("periode", "30")
    period = Period.of(name, now=request.clock.now(), zone=ZoneInfo(row.time_zone))
    found = statistics(period, origin_id=row.id)
    context = {"statistics": found, "chart": chart(found), "periods": PERIODS, "period": name}
    return _page(request, row, "statistics", context)


@require_GET
def coming(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Envois > Prochains envois] (OL-52)."""
    row = visible(request, campaign_id)
    typed = request.GET.get("page", "")
    number = int(typed) if typed.isdecimal() and len(typed) < LONGEST_NUMBER else 1
    return _page(request, row, "upcoming", {"forecast": upcoming(row, now=request.clock.now(), number=number)})


@require_GET
def sent(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Derniers envois] (OL-53)."""
    row = visible(request, campaign_id)
    return _page(request, row, "sent", {"page": listing.page(sent_messages(row.id), SENT, request.GET)})


@require_GET
def people(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Cible > Contacts engagés] and [Contacts en attente] (OL-78, OL-79)."""
    row = visible(request, campaign_id)
    page = listing.page(enrolments(row.id), PEOPLE, request.GET)
    off = turned_off(page.rows)
    rows = [(e, enrolment_badge(e, off=off)) for e in page.rows]
    return _page(request, row, "people", {"page": page, "rows": rows, "states": EnrolmentState.choices})


@require_GET
def people_count(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    row = visible(request, campaign_id)
    return web.count(request, listing.count(listing.narrow(enrolments(row.id), PEOPLE, request.GET)))


@require_GET
def summary(request: WorkspaceRequest, campaign_id: UUID) -> HttpResponse:
    """[Résumé de « Ma campagne »] (OL-54)."""
    row = visible(request, campaign_id)
    newest = latest_numbers({row.version.sequence_id}) if row.version else {}
    context = {
        "steps": step_states(row),
        "figures": figures([row.id])[row.id],
        "newer": row.version is not None and newest[row.version.sequence_id] > row.version.number,
        "newest": newest[row.version.sequence_id] if row.version else 0,
        "markers": markers_of(step_fields(row.version)) if row.version else [],
        "viewers": viewers_of([row])[row.id],
    }
    return _page(request, row, "summary", context)


def chart(found: Statistics) -> dict[str, Any]:
    """The days as the chart draws them."""
    series = (
        ("sent", _("E-mails envoyés"), "accent"),
        ("replies", _("Réponses"), "ok"),
        ("bounces", _("Adresses en erreur"), "warn"),
        ("removals", _("Désabonnements"), "bad"),
    )
    return {
        "x": [day.day.isoformat() for day in found.days],
        "series": [
            {"label": label, "values": [getattr(day, name) for day in found.days], "tone": tone}
            for name, label, tone in series
        ],
    }


def _url(row: Campaign) -> str:
    """A draft opens where it is written."""
    route = "outreach:campaign_settings" if row.state == CampaignState.DRAFT else "outreach:campaign"
    return reverse(route, args=[row.id])


def _page(request: WorkspaceRequest, row: Campaign, tab: str, context: dict[str, Any]) -> HttpResponse:
    """One tab of a campaign's page."""
    context |= {
        "campaign": row,
        "tab": tab,
        "badge": campaign_badge(row, country=request.workspace.country),
        "uncertain": uncertain_messages(row.id).count(),
        "may_approve": request.member.is_manager and row.approved_at is None and row.state == CampaignState.PENDING,
    }
    part = "outreach/_people.html" if tab == "people" else ""
    return web.show(request, f"outreach/campaign_{tab}.html", context, part=part)
