"""The webhook of a campaign (ST-25, ST-90): every finished row goes to its address, signed (A-ST-22).

The address is a setting of the campaign; the endpoint that delivers, its secret and its deliveries are the timeline's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import translation

from filon.calls.events import ProspectQualified
from filon.calls.exporting import comment
from filon.calls.full.telling import told_of
from filon.calls.models import CallCampaign, Prospect
from filon.calls.queries.calls import heard
from filon.calls.queries.full import with_said
from filon.calls.states import Level, Scenario
from filon.kernel.errors import Refused
from filon.kernel.tenancy import current_workspace
from filon.tenants.models import Workspace
from filon.timeline.events import Published, subscribe
from filon.timeline.models import Event
from filon.timeline.webhooks import operations
from filon.timeline.webhooks.models import WebhookEndpoint
from filon.timeline.webhooks.payload import enrich

KINDS = (ProspectQualified.kind,)
COLOURS = {Level.FIRST: "green", Level.LATER: "orange", Level.NEVER: "red"}
"""ST-46 in the words of programs; ``calls.labels`` has those of people."""


def endpoint_of(campaign: CallCampaign, *, now: datetime) -> WebhookEndpoint | None:
    """The endpoint of the campaign's address, made or moved there where it must be; None without an address.

    Raises Refused for an address that nothing can be sent to.
    """
    if not campaign.webhook_url:
        operations.forget_origin(campaign.id)
        return None
    return operations.keep_for_origin(campaign.id, url=campaign.webhook_url, kinds=KINDS, at=now)


@subscribe(ProspectQualified)
def follow_the_address(batch: Sequence[Published]) -> None:
    """Bring the endpoints in line with the campaigns' addresses, for rows that finish from the first one on.

    An address that cannot be sent to is told of on the campaign's page; it must not undo the result of a call.
    """
    origins = {published.origin_id for published in batch if published.origin_id}
    known = dict(WebhookEndpoint.objects.filter(origin_id__in=origins).values_list("origin_id", "url"))
    wanted = CallCampaign.objects.filter(~Q(webhook_url="") | Q(id__in=known), id__in=origins)
    for campaign in wanted.only("id", "webhook_url"):
        if known.get(campaign.id, "") == campaign.webhook_url:
            continue
        try:
            endpoint = endpoint_of(campaign, now=batch[0].at)
        except Refused:
            operations.forget_origin(campaign.id)
            continue
        if endpoint is not None:
            operations.enqueue(endpoint, [each for each in batch if each.origin_id == campaign.id])


def rows_of(events: Collection[Event]) -> Mapping[UUID, Mapping[str, Any]]:
    """What each finished row is worth to another program: the file's columns, the result, how to listen to it. In Full,
    what the switchboard said as well, before and after."""
    ids = {event.id: UUID(event.data["prospect_id"]) for event in events}
    finished = Prospect.objects.filter(id__in=ids.values()).select_related("campaign")
    rows = {row.id: row for row in with_said(finished)}
    extracts = heard(list(rows))
    language = Workspace.objects.values_list("language", flat=True).get(id=current_workspace())
    with translation.override(language):
        told = {key: _told(row, extract=extracts.get(key)) for key, row in rows.items()}
    return {event_id: told[row_id] for event_id, row_id in ids.items() if row_id in told}


def _told(row: Prospect, *, extract: UUID | None) -> dict[str, Any]:
    path = reverse("calls:recording", args=[extract]) if extract else ""
    talks = row.campaign.scenario == Scenario.FULL
    return {
        "scenario": row.campaign.scenario,
        "campaign": {"id": row.campaign_id, "name": row.campaign.name},
        "company": row.company.name if row.company else row.columns.get("company", ""),
        "phone": row.phone,
        "label": row.label,
        "columns": row.columns,
        "row": row.position,
        "colour": COLOURS.get(Level(row.level)) if row.level else None,
        "score_parts": row.parts,
        "comment": comment(row),
        "changes": [],
        "extract_url": f"{settings.PUBLIC_URL}{path}" if path else None,
        "finished_at": row.finished_at.isoformat() if row.finished_at else None,
        **(told_of(row, site=settings.PUBLIC_URL) if talks else {}),
    }


enrich(ProspectQualified.kind, rows_of)
