"""Opportunities: a company in a campaign, worked by the robot until somebody there answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from filon.crm.events import OpportunityTurnedOff, OpportunityTurnedOn
from filon.crm.models import Opportunity
from filon.crm.states import Automation, OffReason
from filon.timeline.events import Published, TypedEvent, publish_many


def open_opportunities(origin_id: UUID, company_ids: Iterable[UUID], *, now: datetime) -> int:
    """One opportunity, on, for each company engaged in a campaign for the first time (OL-21, A-OL-14).

    One that exists stays as it is, off included. Answers how many companies the campaign has opportunities with.
    """
    wanted = set(company_ids)
    Opportunity.objects.bulk_create(
        [Opportunity(origin_id=origin_id, company_id=company_id, created_at=now) for company_id in wanted],
        ignore_conflicts=True,
        batch_size=2000,
    )
    return len(wanted)


def turn_off(
    company_id: UUID,
    *,
    reason: OffReason,
    now: datetime,
    origin_id: UUID | None = None,
    contact_id: UUID | None = None,
    by: int | None = None,
) -> list[UUID]:
    """Stop the robot for the whole company (OL-22, OL-88, OL-89): in one campaign, or in all without ``origin_id``.

    ``contact_id`` is the person who caused it, ``by`` the user who decided it. Listeners of OpportunityTurnedOff cancel
    what is planned, in this transaction. Answers the opportunities that were on.
    """
    where = Q(company_id=company_id, automation=Automation.ON)
    if origin_id is not None:
        where &= Q(origin_id=origin_id)
    with transaction.atomic():
        turned = _locked(Opportunity.objects.filter(where))
        Opportunity.objects.filter(id__in=[o.id for o in turned]).update(
            automation=Automation.OFF, off_reason=reason, off_at=now, off_by_contact_id=contact_id
        )
        publish_many(
            _about(o, OpportunityTurnedOff(opportunity_id=o.id, reason=reason), now=now, contact_id=contact_id, by=by)
            for o in turned
        )
    return [o.id for o in turned]


def turn_on(opportunity_id: UUID, *, now: datetime, by: int | None = None) -> bool:
    """Give the company back to the robot (OL-21). What was cancelled stays cancelled. False when it was on already."""
    with transaction.atomic():
        turned = _locked(Opportunity.objects.filter(id=opportunity_id, automation=Automation.OFF))
        Opportunity.objects.filter(id__in=[o.id for o in turned]).update(
            automation=Automation.ON, off_reason="", off_at=None, off_by_contact=None
        )
        publish_many(
            _about(o, OpportunityTurnedOn(opportunity_id=o.id), now=now, contact_id=None, by=by) for o in turned
        )
    return bool(turned)


def _locked(opportunities: QuerySet[Opportunity]) -> list[Opportunity]:
    """The rows, so that of two replies that arrive together exactly one turns the opportunity off."""
    return list(opportunities.select_for_update().order_by("id"))


def _about(o: Opportunity, event: TypedEvent, *, now: datetime, contact_id: UUID | None, by: int | None) -> Published:
    return Published(
        event=event, at=now, company_id=o.company_id, contact_id=contact_id, origin_id=o.origin_id, actor_id=by
    )
