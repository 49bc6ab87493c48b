"""What a worker had in hand when it died is found out, never guessed.

Its channel knows where to look (``mail.journal``): what surely did not begin is planned again, what was answered is
recorded as answered, and what nobody can know becomes uncertain and is listed for a person.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from filon.actions import channels, claiming, lanes
from filon.actions.lanes import Claim
from filon.actions.scheduler import record
from filon.kernel.clock import Clock
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace


def recover_all(machine: Clock) -> int:
    """Settle the claims of holders that are gone; answers how many actions. ``machine`` tells machine time."""
    return sum(recover(claim) for claim in lost(lanes.claims(), now=machine.now()))


def lost(claims: list[Claim], *, now: datetime) -> list[Claim]:
    """Claims whose holder surely runs no more, or has not been heard of for as long as its lease. Never one's own."""
    found = []
    for claim in claims:
        channel = channels.get(claim.lane.channel)
        if channel is None or claim.holder == channel.holder:
            continue
        if channel.is_gone(claim.holder) or claim.lease_until <= now:
            found.append(claim)
    return found


def recover(claim: Claim) -> int:
    """Settle one lost claim; answers how many actions. Two workers that try it at once do it once."""
    channel = channels.get(claim.lane.channel)
    if channel is None:
        return 0
    clock = clock_for(Workspace.objects.get(id=claim.lane.workspace_id))
    with scope(claim.lane.workspace_id), transaction.atomic():
        if not lanes.take_turn(claim.lane):
            return 0
        held = claiming.take_held(claim.lane.lane_id, holder=claim.holder)
        outcomes = channel.recover(held, holder=claim.holder, now=clock.now()) if held else ()
        return record(channel, outcomes, holder=claim.holder, now=clock.now()) if outcomes else 0
