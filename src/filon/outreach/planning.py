"""What a campaign wants done next for each person: only that is ever planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from filon.actions.models import Action
from filon.actions.operations import Plan, plan
from filon.actions.states import State
from filon.kernel.tenancy import current_workspace
from filon.outreach.models import Campaign, Enrolment, Step
from filon.outreach.schedule import follow_up_at, openings, starts_on, window_of
from filon.outreach.states import EnrolmentState
from filon.tenants.models import Workspace

CAMPAIGN = "campaign"
"""The kind of origin under which ``actions`` knows campaigns."""


@dataclass(frozen=True, slots=True)
class Following:
    """Somebody who has just received a step; ``next_position`` is that of the step to come, ``round`` how often they
    were followed up by hand."""

    campaign_id: UUID
    contact_id: UUID
    company_id: UUID | None
    version_id: UUID
    next_position: int
    round: int = 0


def plan_first(campaign: Campaign, *, now: datetime, contact_ids: Collection[UUID] | None = None) -> int:
    """Plan the first message of everybody who waits in a launched campaign, or of these people.

    They leave from the next selected day on, at the hour at which it opens, ``new_per_day`` a day in the order in which
    they were engaged (OL-27, OL-29, OL-46). Who has one planned already keeps it; answers how many are new.
    """
    step = Step.objects.filter(version_id=campaign.version_id).order_by("position").first()
    if step is None or campaign.mailbox_id is None:
        return 0
    waiting = Enrolment.objects.filter(campaign=campaign, state=EnrolmentState.WAITING)
    if contact_ids is not None:
        waiting = waiting.filter(contact_id__in=list(contact_ids))
    opened = Action.objects.filter(origin_id=campaign.id, opening=True)
    fresh = waiting.exclude(contact_id__in=opened.values("subject_id")).order_by("created_at", "id")
    people = fresh.values_list("contact_id", "company_id")
    moments = _moments(campaign, opened.filter(state=State.PLANNED), now=now)
    return plan(
        (_plan(campaign, step, person=person, at=at) for person, at in zip(people.iterator(), moments, strict=False)),
        now=now,
    )


def plan_next(following: Sequence[Following], *, now: datetime) -> int:
    """Plan the step that follows for people who have just received one; answers how many have one."""
    campaigns = Campaign.objects.in_bulk({f.campaign_id for f in following})
    versions = {f.version_id for f in following}
    steps = {(step.version_id, step.position): step for step in Step.objects.filter(version_id__in=versions)}
    country = _workspace().country
    due: dict[tuple[UUID, int], datetime | None] = {}
    plans = []
    for f in following:
        campaign, step = campaigns.get(f.campaign_id), steps.get((f.version_id, f.next_position))
        if campaign is None or step is None or campaign.mailbox_id is None:
            continue
        key = campaign.id, step.wait_days
        if key not in due:
            due[key] = follow_up_at(window_of(campaign, country=country), now, wait_days=step.wait_days)
        if at := due[key]:
            made = _plan(campaign, step, person=(f.contact_id, f.company_id), at=at)
            plans.append(replace(made, occurrence=f.round))
    return plan(plans, now=now)


def _moments(campaign: Campaign, planned: QuerySet[Action], *, now: datetime) -> Iterator[datetime]:
    """When new people are written to, one after the other, after those who are planned already."""
    workspace = _workspace()
    window = window_of(campaign, country=workspace.country)
    today = window.local_day(now)
    taken = Counter(window.local_day(at) for at in planned.values_list("wanted_at", flat=True).iterator())
    budget = None if workspace.limits_off else campaign.new_per_day
    return openings(window, max(starts_on(campaign) or today, today), budget=budget, taken=taken)


def _plan(campaign: Campaign, step: Step, *, person: tuple[UUID, UUID | None], at: datetime) -> Plan:
    assert campaign.mailbox_id is not None
    return Plan(
        origin_kind=CAMPAIGN,
        origin_id=campaign.id,
        step=step.key,
        subject_id=person[0],
        company_id=person[1],
        lane_id=campaign.mailbox_id,
        at=at,
        opening=step.position == 0,
    )


def _workspace() -> Workspace:
    return Workspace.objects.get(id=current_workspace())
