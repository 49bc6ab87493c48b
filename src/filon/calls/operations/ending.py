"""How a campaign ends, and how a row gets its last word when it is not a call that says it."""

from __future__ import annotations

from datetime import datetime

from filon.actions.operations import cancel_for
from filon.actions.policy import Reason
from filon.calls.events import CallCampaignFinished
from filon.calls.models import CallCampaign, Prospect
from filon.calls.operations.attempts import qualified, weigh
from filon.calls.outcome import STATUS
from filon.calls.states import CampaignState, Nature, ProspectState
from filon.kernel import live
from filon.timeline.events import publish

OPEN = (ProspectState.WAITING, ProspectState.CALLING)
ENDS = (CampaignState.RUNNING, CampaignState.PAUSED)


def is_over(campaign: CallCampaign) -> bool:
    """Whether every row of a campaign that has begun has its last word (A-ST-17)."""
    return campaign.started_at is not None and not campaign.prospects.filter(state__in=OPEN).exists()


def end(campaign: CallCampaign, *, now: datetime, told: bool = True) -> bool:
    """End a campaign that is over, which the caller has locked; ``told``: it had not ended before. Whether it ended."""
    if campaign.state not in ENDS or not is_over(campaign):
        return False
    campaign.state, campaign.finished_at = CampaignState.FINISHED, now
    campaign.save(update_fields=["state", "finished_at"])
    if told:
        publish(CallCampaignFinished(), at=now, origin_id=campaign.id)
    live.notify(campaign.workspace_id, "calls", id=campaign.id)
    return True


def settle_used_up(campaign: CallCampaign, *, now: datetime) -> int:
    """Fewer attempts than were made: what the last call found is the last word on those rows (ST-78). How many."""
    used_up = campaign.prospects.filter(state=ProspectState.WAITING, attempts_made__gte=campaign.attempts)
    rows = list(used_up.select_for_update().order_by("id"))
    for row in rows:
        _settle(row, campaign, now=now)
    if rows:
        cancel_for(reason=Reason("attempts_used"), now=now, origin_id=campaign.id, subject_ids=[row.id for row in rows])
    return len(rows)


def _settle(row: Prospect, campaign: CallCampaign, *, now: datetime) -> None:
    row.state, row.finished_at, row.next_at, row.last_reasons = ProspectState.DONE, now, None, []
    row.nature = row.nature or Nature.OTHER
    row.status = STATUS[Nature(row.nature)]
    weigh(row, campaign)
    row.save()
    publish(qualified(row), at=now, company_id=row.company_id, contact_id=row.contact_id, origin_id=campaign.id)
