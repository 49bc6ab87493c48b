"""A launched campaign whose schedule was edited: what it planned is moved to where it would be planned now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from filon.actions.models import Action
from filon.actions.operations import reschedule
from filon.actions.states import State
from filon.kernel.tenancy import current_workspace
from filon.outreach.facts import opened_today
from filon.outreach.models import Campaign
from filon.outreach.schedule import openings, starts_on, window_of
from filon.tenants.models import Workspace


def replan(campaign: Campaign, *, now: datetime) -> int:
    """Move first messages to the new days, hours, pace and mailbox, in the order they were planned in; later steps
    move to the new mailbox and to the first open moment. Answers how many were moved. Joins the caller's transaction.
    """
    if campaign.launched_at is None or campaign.mailbox_id is None:
        return 0
    workspace = Workspace.objects.get(id=current_workspace())
    window = window_of(campaign, country=workspace.country)
    planned = Action.objects.select_for_update().filter(origin_id=campaign.id, state=State.PLANNED)
    rows: list[tuple[UUID, UUID, datetime]] = []
    for action_id, wanted_at in planned.filter(opening=False).order_by("id").values_list("id", "wanted_at"):
        if at := window.next_open(wanted_at):
            rows.append((action_id, campaign.mailbox_id, at))
    first = planned.filter(opening=True).order_by("wanted_at", "id").values_list("id", flat=True)
    rows += [(key, campaign.mailbox_id, at) for key, at in zip(first, _moments(campaign, workspace, now), strict=False)]
    return reschedule(rows)


def _moments(campaign: Campaign, workspace: Workspace, now: datetime) -> Iterator[datetime]:
    """Where first messages would be planned now; today counts for what is left of its budget."""
    window = window_of(campaign, country=workspace.country)
    today = window.local_day(now)
    used = Counter({today: opened_today([campaign], now=now).get(campaign.id, 0)})
    start = max(starts_on(campaign) or today, today)
    if window.hours(today)[1] <= now and start == today:
        start = today + timedelta(days=1)
    budget = None if workspace.limits_off else campaign.new_per_day
    return openings(window, start, budget=budget, taken=used)
