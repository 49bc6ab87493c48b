"""Phone campaigns and trunks, as ``actions`` knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from filon.actions.claiming import COLUMNS
from filon.actions.models import Action
from filon.actions.origins import Engagement, OriginFacts
from filon.actions.outcomes import Outcome
from filon.actions.people import Recipient
from filon.actions.policy import Refuse
from filon.actions.situation import Due, Lane
from filon.actions.states import Channel, State
from filon.calls.facts import facts_of
from filon.calls.labels import advice
from filon.calls.models import TIME_ZONE, Prospect, Trunk
from filon.calls.operations.refusing import refuse
from filon.calls.planning import CAMPAIGN, lane_of
from filon.calls.queries.calls import rows_of_contact
from filon.calls.states import ProspectState, TrunkState

OVER = (ProspectState.DONE,)


class PhoneCampaigns:
    """``actions.origins.Origin`` for phone campaigns. The dialer ends attempts itself (``operations.attempts``)."""

    def facts(
        self, batch: Sequence[Due], *, people: Mapping[UUID, Recipient], now: datetime
    ) -> Mapping[UUID, OriginFacts]:
        return facts_of(batch)

    def ended(self, outcomes: Sequence[Outcome], *, now: datetime) -> None:
        """Nothing comes next here: an attempt and what follows it are written together when the call is over."""

    def refused(self, refused: Sequence[tuple[Due, Refuse]], *, now: datetime) -> None:
        refuse(refused, now=now)

    def engagements(self, subject_id: UUID, *, now: datetime) -> Sequence[Engagement]:
        """The rows of the person, and those of the company's switchboard that name nobody; no rehearsal."""
        rows = rows_of_contact(subject_id)
        planned = _planned([row.id for row in rows])
        return [
            Engagement(
                origin_id=row.campaign_id,
                title=row.campaign.name,
                next=None if row.state in OVER else planned.get(row.id) or _next(row, now=now),
                finished=row.state in OVER,
                outcome=row.nature,
                channel=Channel.CALL,
                said=advice(row),
            )
            for row in rows
        ]


class Trunks:
    """``actions.channels.Lanes`` for trunks."""

    def lanes(self, lane_ids: Sequence[UUID], *, now: datetime) -> Mapping[UUID, Lane]:
        return {trunk.id: lane_of_trunk(trunk, now=now) for trunk in Trunk.objects.filter(id__in=list(lane_ids))}


def lane_of_trunk(trunk: Trunk, *, now: datetime) -> Lane:
    """The trunk as the policy sees it: resting after a congestion, paused, or working."""
    rests = trunk.retry_at is not None and trunk.retry_at > now
    return Lane(
        zone=ZoneInfo(TIME_ZONE),
        working=not rests,
        paused=trunk.state == TrunkState.PAUSED,
        retry_at=trunk.retry_at,
    )


def _next(row: Prospect, *, now: datetime) -> Due:
    """The call that would come next, were it planned."""
    return Due(
        id=row.id,
        channel=Channel.CALL,
        origin_kind=CAMPAIGN,
        origin_id=row.campaign_id,
        step=row.campaign.scenario,
        subject_id=row.id,
        lane_id=lane_of(row.campaign),
        wanted_at=now,
        company_id=row.company_id,
        occurrence=row.attempts_made + 1,
        opening=row.attempts_made == 0,
    )


def _planned(row_ids: Sequence[UUID]) -> dict[UUID, Due]:
    open_ones = Action.objects.filter(subject_id__in=list(row_ids), origin_kind=CAMPAIGN, state__in=_OPEN)
    dues = [Due(*row) for row in open_ones.order_by("occurrence").values_list(*COLUMNS)]
    return {due.subject_id: due for due in dues}


_OPEN = (State.PLANNED, State.CLAIMED, State.UNCERTAIN)
