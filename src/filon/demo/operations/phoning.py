"""The sample's phone campaign: a line to the practice switchboards of this machine, and companies to call there."""

from __future__ import annotations

from datetime import datetime

from filon.billing.operations import Movement, grant
from filon.calls import operations
from filon.calls.imports.entering import enter
from filon.calls.models import CallCampaign
from filon.calls.operations import CampaignFields, TrunkFields
from filon.calls.states import TrunkKind
from filon.demo import sample_calls
from filon.voice.answering import HERE


def add_phone_campaign(*, by: int, now: datetime) -> CallCampaign:
    """A Light campaign that is under way: its rows get their colours while the dialer and the switchboards run."""
    grant(Movement(amount=sample_calls.CREDITS, reason="demo.sample", reference="demo:sample", actor_id=by), now=now)
    line = TrunkFields(
        name=sample_calls.TRUNK,
        kind=TrunkKind.PRACTICE,
        host=HERE,
        caller=sample_calls.CALLER,
    )
    wanted = CampaignFields(
        name=sample_calls.CAMPAIGN,
        trunk_id=operations.save_trunk(line, now=now).id,
        slots=sample_calls.SLOTS,
        days=tuple(range(7)),
        skip_holidays=False,
        simultaneous=sample_calls.SIMULTANEOUS,
    )
    campaign = operations.create_campaign(wanted, now=now, owner_id=by)
    enter(campaign.id, [[phone, company, "", ""] for company, phone in sample_calls.numbers()], now=now)
    return operations.activate(campaign.id, now=now, actor_id=by)
