"""The sample's phone campaigns: a line to the practice switchboards of this machine, and companies to call there."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime
from uuid import UUID

from filon.billing.operations import Movement, grant
from filon.calls import operations
from filon.calls.imports.entering import enter
from filon.calls.models import CallCampaign
from filon.calls.operations import CampaignFields, TrunkFields
from filon.calls.states import Scenario, TrunkKind
from filon.demo import sample, sample_calls
from filon.voice.answering import HERE


def add_phone_campaigns(*, by: int, now: datetime) -> list[CallCampaign]:
    """One of each scenario, under way: rows get their colours while the dialer and the switchboards run."""
    grant(Movement(amount=sample_calls.CREDITS, reason="demo.sample", reference="demo:sample", actor_id=by), now=now)
    line = TrunkFields(
        name=sample_calls.TRUNK,
        kind=TrunkKind.PRACTICE,
        host=HERE,
        caller=sample_calls.CALLER,
    )
    trunk_id = operations.save_trunk(line, now=now).id
    light = operations.create_campaign(_light(trunk_id), now=now, owner_id=by)
    enter(light.id, [[phone, company, "", ""] for company, phone in sample_calls.numbers()], now=now)
    full = operations.create_campaign(_full(trunk_id), now=now, owner_id=by)
    enter(full.id, [[*astuple(callee), "", ""] for callee in sample_calls.callees()], now=now)
    return [operations.activate(campaign.id, now=now, actor_id=by) for campaign in (light, full)]


def _light(trunk_id: UUID) -> CampaignFields:
    return CampaignFields(
        name=sample_calls.CAMPAIGN,
        trunk_id=trunk_id,
        slots=sample_calls.SLOTS,
        days=tuple(range(7)),
        skip_holidays=False,
        simultaneous=sample_calls.SIMULTANEOUS,
    )


def _full(trunk_id: UUID) -> CampaignFields:
    return CampaignFields(
        name=sample_calls.TALKS,
        scenario=Scenario.FULL,
        trunk_id=trunk_id,
        slots=sample_calls.SLOTS,
        days=tuple(range(7)),
        skip_holidays=False,
        simultaneous=sample_calls.TALKS_AT_ONCE,
        caller_name=sample.COMPANY,
        purpose=sample_calls.PURPOSE,
    )
