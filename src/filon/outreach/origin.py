"""Campaigns, as ``actions`` knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from filon.actions.claiming import COLUMNS
from filon.actions.models import Action
from filon.actions.origins import Engagement, OriginFacts
from filon.actions.outcomes import Outcome
from filon.actions.people import Recipient
from filon.actions.policy import Refuse
from filon.actions.situation import Due
from filon.actions.states import Channel
from filon.outreach.advancing import advance, refuse
from filon.outreach.ending import ALIVE
from filon.outreach.facts import facts_of
from filon.outreach.models import Enrolment, Step
from filon.outreach.planning import CAMPAIGN


class Campaigns:
    """``actions.origins.Origin`` for campaigns."""

    def facts(
        self, batch: Sequence[Due], *, people: Mapping[UUID, Recipient], now: datetime
    ) -> Mapping[UUID, OriginFacts]:
        return facts_of(batch, people=people, now=now)

    def ended(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        advance(outcomes, now=now)

    def refused(self, refused: Sequence[tuple[Due, Refuse]], *, now: datetime) -> None:
        refuse(refused, now=now)

    def engagements(self, subject_id: UUID, *, now: datetime) -> Sequence[Engagement]:
        places = Enrolment.objects.filter(contact_id=subject_id).select_related("campaign").order_by("created_at")
        steps = _steps({place.version_id for place in places})
        planned = _planned(subject_id)
        found = []
        for place in places:
            step = steps.get((place.version_id, place.next_position))
            alive = place.state in ALIVE
            found.append(
                Engagement(
                    origin_id=place.campaign_id,
                    title=place.campaign.name,
                    next=_next(place, step, planned, now=now) if alive and step else None,
                    finished=not alive,
                    outcome=place.outcome,
                )
            )
        return found


def _next(place: Enrolment, step: Step, planned: Mapping[tuple[UUID, str], Due], *, now: datetime) -> Due | None:
    """The action of the step, planned or not yet."""
    known = planned.get((place.campaign_id, step.key))
    if known is not None and known.occurrence == place.round:
        return known
    if place.campaign.mailbox_id is None:
        return None
    return Due(
        id=place.id,
        channel=Channel.EMAIL,
        origin_kind=CAMPAIGN,
        origin_id=place.campaign_id,
        step=step.key,
        subject_id=place.contact_id,
        lane_id=place.campaign.mailbox_id,
        wanted_at=now,
        company_id=place.company_id,
        occurrence=place.round,
        opening=step.position == 0,
    )


def _steps(versions: set[UUID]) -> dict[tuple[UUID, int], Step]:
    return {(step.version_id, step.position): step for step in Step.objects.filter(version_id__in=versions)}


def _planned(subject_id: UUID) -> dict[tuple[UUID, str], Due]:
    rows = Action.objects.filter(subject_id=subject_id, origin_kind=CAMPAIGN).order_by("occurrence")
    dues = [Due(*row) for row in rows.values_list(*COLUMNS)]
    return {(due.origin_id, due.step): due for due in dues}
