"""People put into a campaign and taken out of it, many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from filon.actions.operations import cancel_for
from filon.actions.policy import Reason
from filon.crm.operations import open_opportunities
from filon.kernel import bulk
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.outreach import planning
from filon.outreach.audience import Audience, Person, candidates, kept_people
from filon.outreach.events import ContactDisengaged, ContactEngaged
from filon.outreach.models import Campaign, Enrolment
from filon.outreach.states import CampaignState, EnrolmentState, Outcome
from filon.timeline.events import Published, publish_many

INSERT = """
insert into outreach_enrolment (
    id, contact_id, company_id, workspace_id, campaign_id, version_id, created_at, state, outcome, outcome_reason,
    next_position, last_message_id
)
select row.*, here.*, 'waiting', '', '', 0, ''
from (select %b::uuid, %b::uuid, %b::uuid, %b::timestamptz) here,
     unnest(%b::uuid[], %b::uuid[], %b::uuid[]) row
on conflict (campaign_id, contact_id) do nothing
returning contact_id, company_id
"""


@dataclass(frozen=True)
class Engaged:
    """``left_out`` are the people of the audience whom a rule kept out. ``later``: a job will do it."""

    engaged: int
    left_out: int
    later: bool = False


def engage(campaign: Campaign, audience: Audience, *, now: datetime, by: int | None = None) -> Engaged:
    """Put everybody of the audience who may be written to into the campaign, and plan their first message.

    Opens the opportunities of their companies (A-OL-14). Somebody who is in it already stays where they are. Joins the
    caller's transaction; the number of queries grows with the batches of the audience, not with its people.
    """
    total = candidates(audience).count()
    engaged = 0
    with transaction.atomic():
        for batch in kept_people(audience, campaign_id=campaign.id):
            engaged += _enrol(campaign, batch, now=now, by=by)
        if engaged:
            planning.plan_first(campaign, now=now)
    return Engaged(engaged, total - engaged)


def engage_caller(contact_id: UUID, *, now: datetime) -> int:
    """Put somebody who called and reached nobody into the running campaigns that wait for callers (MO-26).

    Answers how many they are. Who is in one already stays where they are, so that no number of calls starts it twice.
    """
    engaged = 0
    waiting = Campaign.objects.filter(state__in=[CampaignState.PENDING, CampaignState.ACTIVE], audience__callers=True)
    with transaction.atomic():
        for campaign in waiting.select_for_update(of=("self",)).order_by("created_at", "id"):
            audience = Audience.from_json(campaign.audience)
            caller = replace(audience, filters={}, everybody=False, contact_ids=(contact_id,))
            engaged += engage(campaign, caller, now=now).engaged
    return engaged


def remove_waiting(
    campaign_id: UUID, contact_ids: Iterable[UUID], *, now: datetime, by: int | None = None
) -> list[UUID]:
    """[Supprimer la sélection de la campagne] (OL-79): people who have received nothing leave without a trace in it.

    Answers those who were still waiting.
    """
    waiting = Enrolment.objects.filter(
        campaign_id=campaign_id, contact_id__in=list(contact_ids), state=EnrolmentState.WAITING
    )
    with transaction.atomic():
        gone = list(waiting.select_for_update().values_list("contact_id", "company_id"))
        ids = [contact_id for contact_id, _company in gone]
        cancel_for(reason=Reason("disengaged"), now=now, origin_id=campaign_id, subject_ids=ids)
        waiting.filter(contact_id__in=ids).delete()
        _tell(gone, campaign_id, contacted=False, now=now, by=by)
    return ids


def disengage(
    campaign_id: UUID, contact_ids: Iterable[UUID], *, now: datetime, by: int | None = None, success: bool = False
) -> list[UUID]:
    """[Désengager la sélection de la campagne] (OL-78, CO-116, CO-117): what is planned for them is cancelled.

    Answers those who were in progress or waiting. ``success`` is the user's word for how it ended.
    """
    alive = Enrolment.objects.filter(
        campaign_id=campaign_id,
        contact_id__in=list(contact_ids),
        state__in=[EnrolmentState.WAITING, EnrolmentState.RUNNING],
    )
    with transaction.atomic():
        gone = list(alive.select_for_update().values_list("contact_id", "company_id"))
        ids = [contact_id for contact_id, _company in gone]
        cancel_for(reason=Reason("disengaged"), now=now, origin_id=campaign_id, subject_ids=ids)
        Enrolment.objects.filter(campaign_id=campaign_id, contact_id__in=ids).update(
            state=EnrolmentState.STOPPED,
            outcome=Outcome.SUCCESS if success else Outcome.FAILURE,
            outcome_reason="disengaged",
            finished_at=now,
        )
        _tell(gone, campaign_id, contacted=True, now=now, by=by)
    return ids


def _enrol(campaign: Campaign, batch: Sequence[Person], *, now: datetime, by: int | None) -> int:
    rows = [(uuid7(), person.contact_id, person.company_id) for person in batch]
    new = bulk.run(INSERT, current_workspace(), campaign.id, campaign.version_id, now, *bulk.columns(rows, 3))
    open_opportunities(campaign.id, {company for _contact, company in new if company}, now=now)
    publish_many(
        Published(
            event=ContactEngaged(),
            at=now,
            contact_id=contact_id,
            company_id=company_id,
            origin_id=campaign.id,
            actor_id=by,
        )
        for contact_id, company_id in new
    )
    return len(new)


def _tell(
    gone: Sequence[tuple[UUID, UUID | None]], campaign_id: UUID, *, contacted: bool, now: datetime, by: int | None
) -> None:
    publish_many(
        Published(
            event=ContactDisengaged(contacted=contacted),
            at=now,
            contact_id=contact_id,
            company_id=company_id,
            origin_id=campaign_id,
            actor_id=by,
        )
        for contact_id, company_id in gone
    )
