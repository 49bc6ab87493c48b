"""What a phone campaign wants done: one action for each attempt that is to come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from filon.actions.operations import Plan, plan
from filon.actions.states import Channel
from filon.calls.models import CallCampaign, Prospect

CAMPAIGN = "calls.campaign"
"""The kind of origin under which ``actions`` knows phone campaigns."""


def lane_of(campaign: CallCampaign) -> UUID:
    """The trunk; the campaign itself while it has none, so that its rows can be imported already."""
    return campaign.trunk_id or campaign.id


def plan_attempts(campaign: CallCampaign, rows: Iterable[Prospect], *, at: datetime, now: datetime) -> int:
    """Plan the next attempt of each of these rows, not before ``at``. How many were not planned yet.

    The step of an action is the scenario of its campaign.
    """
    lane_id = lane_of(campaign)
    return plan((_plan(row, step=campaign.scenario, lane_id=lane_id, at=at) for row in rows), now=now)


def _plan(row: Prospect, *, step: str, lane_id: UUID, at: datetime) -> Plan:
    return Plan(
        origin_kind=CAMPAIGN,
        origin_id=row.campaign_id,
        step=step,
        subject_id=row.id,
        lane_id=lane_id,
        at=at,
        company_id=row.company_id,
        opening=row.attempts_made == 0,
        occurrence=row.attempts_made + 1,
        channel=Channel.CALL,
    )
