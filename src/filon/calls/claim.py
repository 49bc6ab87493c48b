"""Due calls of a trunk, taken by one dialer: as many as there is room for, fair between campaigns.

Claims of a trunk follow one another (``claims``), so what is counted at the beginning is true until the end. The policy
decides on each call with the counts as those before it left them; a call for which there is no room now keeps its place
in the plan. Attempts are committed before anybody is called.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from filon.actions import claiming, facts
from filon.actions.facts import Case
from filon.actions.policy import Allow, Postpone, Refuse, decide
from filon.actions.situation import Due, Lane, Line
from filon.calls.claims import MAYBE_UP, take_turn
from filon.calls.facts import Dial, called_since
from filon.calls.full.briefs import briefs_of
from filon.calls.models import Attempt, CallCampaign, CallSettings, Prospect, Trunk
from filon.calls.operations.refusing import refuse
from filon.calls.origin import lane_of_trunk
from filon.calls.states import CampaignState, ProspectState, Scenario, TrunkState
from filon.voice.dialogue.brief import Brief

LEASE = timedelta(seconds=15)
"""A dialer that says nothing for so long is given up; it renews several times meanwhile."""
TO_WRITE = timedelta(milliseconds=60)
"""What a claim needs until its calls can be placed. A call that is late falls beside one of another dialer, and that
second has more calls than the trunk takes."""
AHEAD = TO_WRITE + timedelta(milliseconds=100)
"""Places on the trunk's pace are given out this long before the call is placed."""
MOST_AT_ONCE = 50
SPARE = 20
"""Rows looked at beyond those that there is room for, as some have to wait."""
NO_ROOM = frozenset({"trunk_full", "campaign_full", "trunk_pace"})


class CalledMeanwhileError(Exception):
    """The number was called for another row since the policy decided."""


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who claims, how many calls it can take, and the machine's time beside the workspace's ``now``."""

    holder: str
    room: int
    machine: datetime
    now: datetime


@dataclass(frozen=True, slots=True)
class Placing:
    """A call to place at ``dial_at`` (machine time), its attempt on record."""

    attempt_id: UUID
    campaign_id: UUID
    trunk_id: UUID
    phone: str
    caller: str
    dial_at: datetime
    sentence: str = ""
    """What is said when listening hesitates, in ``language``; ``recorded`` is said instead where there is one."""
    language: str = "fr"
    recorded: UUID | None = None
    brief: Brief | None = None
    """What is asked of whoever answers; None in Light."""


@dataclass(slots=True)
class Places:
    """What the trunk and its campaigns have left, counted down as calls are allowed.

    A campaign whose trunk was changed may still have calls up on the one before: they are among its calls.
    """

    trunk: Trunk
    up: int
    by_campaign: Counter[UUID]
    slot: datetime
    engaged: set[UUID | str] = field(default_factory=set)

    def seen_by(self, case: Case, claimant: Claimant) -> Line:
        """The line of a case as the calls allowed before it left it."""
        dial, line = case.material, case.facts.line
        late = self.slot > claimant.machine + AHEAD
        return replace(
            line,
            engaged=line.engaged or dial.prospect.phone in self.engaged or case.due.company_id in self.engaged,
            trunk_live=self.up,
            campaign_live=self.by_campaign[case.due.origin_id],
            next_dial_at=claimant.now + (self.slot - claimant.machine) if late else None,
        )

    def give(self, case: Case) -> datetime:
        """One place more is taken. Answers when to dial."""
        at = self.slot
        self.slot += timedelta(seconds=1 / self.trunk.calls_per_second)
        self.up += 1
        self.by_campaign[case.due.origin_id] += 1
        self.engaged |= {case.material.prospect.phone, case.due.company_id or case.material.prospect.phone}
        return at


@dataclass(slots=True)
class Taken:
    """What was decided."""

    allowed: list[tuple[Case, datetime]] = field(default_factory=list)
    postponed: list[tuple[Due, Postpone]] = field(default_factory=list)
    refused: list[tuple[Due, Refuse]] = field(default_factory=list)


def claim(trunk_id: UUID, claimant: Claimant) -> list[Placing]:
    """Take what may be called now. Empty when nothing is due, there is no room, or another dialer is at it."""
    with transaction.atomic():
        if not take_turn(trunk_id) or CallSettings.objects.filter(stopped=True).exists():
            return []
        trunk = Trunk.objects.filter(id=trunk_id).first()
        if trunk is None or trunk.state == TrunkState.PAUSED:
            return []
        lane = lane_of_trunk(trunk, now=claimant.now)
        places = _places(trunk, claimant)
        room = min(claimant.room, MOST_AT_ONCE, trunk.max_concurrent - places.up)
        if not lane.working or room <= 0 or places.slot > claimant.machine + AHEAD:
            return []
        queues = _queues(trunk, lane, places=places, claimant=claimant, room=room)
        taken = sort_out(queues, places=places, claimant=claimant, room=room)
        return _write(taken, places=places, claimant=claimant)


def sort_out(queues: dict[UUID, deque[Case]], *, places: Places, claimant: Claimant, room: int) -> Taken:
    """Ask the policy call by call, always for the campaign that has the fewest calls up."""
    taken = Taken()
    while room and (campaign_id := _next_campaign(queues, places)):
        case = queues[campaign_id].popleft()
        seen = replace(case.facts, line=places.seen_by(case, claimant))
        decision = decide(case.due, seen, claimant.now)
        codes = {reason.code for reason in decision.reasons}
        if isinstance(decision, Allow):
            taken.allowed.append((case, places.give(case)))
            room -= 1
        elif isinstance(decision, Refuse):
            taken.refused.append((case.due, decision))
        elif codes <= NO_ROOM:
            if codes != {"campaign_full"}:
                break
            queues[campaign_id].clear()
        else:
            taken.postponed.append((case.due, decision))
    return taken


def _next_campaign(queues: dict[UUID, deque[Case]], places: Places) -> UUID | None:
    waiting = [campaign_id for campaign_id, queue in queues.items() if queue]
    return min(waiting, key=lambda campaign_id: places.by_campaign[campaign_id], default=None)


def _places(trunk: Trunk, claimant: Claimant) -> Places:
    concerned = Q(trunk=trunk) | Q(campaign__trunk=trunk)
    live = list(Attempt.objects.filter(MAYBE_UP, concerned).values_list("trunk_id", "campaign_id"))
    soonest = claimant.machine + TO_WRITE
    return Places(
        trunk,
        up=sum(trunk_id == trunk.id for trunk_id, _ in live),
        by_campaign=Counter(campaign_id for _, campaign_id in live),
        slot=max(trunk.next_dial_at or soonest, soonest),
    )


def _queues(trunk: Trunk, lane: Lane, *, places: Places, claimant: Claimant, room: int) -> dict[UUID, deque[Case]]:
    """Due calls of each running campaign with a place left, the longest without a call first."""
    running = CallCampaign.objects.filter(trunk=trunk, state=CampaignState.RUNNING).order_by("last_claim_at", "id")
    dues: list[Due] = []
    for campaign_id, cap in running.values_list("id", "simultaneous"):
        free = min(room, cap - places.by_campaign[campaign_id])
        if free > 0:
            dues += claiming.take_due_of(campaign_id, now=claimant.now, most=free + SPARE)
    queues: dict[UUID, deque[Case]] = {}
    lanes = {due.lane_id: lane for due in dues}  # planned for another trunk, perhaps, before the campaign had this one
    for case in facts.load(dues, lanes=lanes, now=claimant.now) if dues else []:
        if isinstance(case.material, Dial):
            queues.setdefault(case.due.origin_id, deque()).append(case)
    return queues


def _write(taken: Taken, *, places: Places, claimant: Claimant) -> list[Placing]:
    claiming.mark_postponed(taken.postponed, now=claimant.now)
    claiming.mark_refused(taken.refused, now=claimant.now)
    refuse(taken.refused, now=claimant.now)
    _show_waiting(taken.postponed)
    if not taken.allowed:
        return []
    lease_until = claimant.machine + LEASE
    made = list(_begin(taken.allowed, trunk=places.trunk, claimant=claimant, lease_until=lease_until))
    begun = [attempt for attempt, _ in made]
    claiming.mark_claimed(
        [attempt.action_id for attempt in begun], holder=claimant.holder, lease_until=lease_until, now=claimant.now
    )
    rows = Prospect.objects.filter(id__in=[attempt.prospect_id for attempt in begun])
    rows.update(state=ProspectState.CALLING, last_called_at=claimant.now, next_at=None, last_reasons=[])
    CallCampaign.objects.filter(id__in={a.campaign_id for a in begun}).update(last_claim_at=claimant.machine)
    Trunk.objects.filter(id=places.trunk.id).update(next_dial_at=places.slot)
    briefs = briefs_of([attempt.prospect for attempt in begun if attempt.campaign.scenario == Scenario.FULL])
    return [_placing(attempt, dial_at, brief=briefs.get(attempt.prospect_id)) for attempt, dial_at in made]


def _placing(attempt: Attempt, dial_at: datetime, *, brief: Brief | None) -> Placing:
    assert attempt.trunk_id
    told = attempt.campaign.probe_text
    return Placing(
        attempt.id,
        attempt.campaign_id,
        attempt.trunk_id,
        attempt.phone,
        attempt.caller,
        dial_at,
        sentence=told,
        brief=brief,
    )


def _begin(
    allowed: Sequence[tuple[Case, datetime]], *, trunk: Trunk, claimant: Claimant, lease_until: datetime
) -> Iterator[tuple[Attempt, datetime]]:
    """The attempts, on record. One whose number or company got a call through another trunk meanwhile is left out: its
    action stays planned and the policy will say why. In Full, where rows share numbers, so is one whose number was
    called and let go since the policy looked: no other call to it can begin once this one is on record."""
    for case, dial_at in allowed:
        dial = case.material
        attempt = Attempt(
            prospect=dial.prospect,
            campaign=dial.campaign,
            trunk=trunk,
            company_id=case.due.company_id,
            phone=dial.prospect.phone,
            number=dial.number,
            action_id=case.due.id,
            holder=claimant.holder,
            lease_until=lease_until,
            caller=dial.caller,
            placed_at=claimant.now,
        )
        try:
            with transaction.atomic():
                attempt.save(force_insert=True)
                _check_delay(dial, now=claimant.now)
        except (IntegrityError, CalledMeanwhileError):
            continue
        yield attempt, dial_at


def _check_delay(dial: Dial, *, now: datetime) -> None:
    """Raises CalledMeanwhileError, which takes the attempt off the record again."""
    delay = timedelta(hours=dial.campaign.delay_hours)
    if dial.campaign.scenario == Scenario.FULL and called_since(dial.prospect, since=now - delay):
        raise CalledMeanwhileError


def _show_waiting(postponed: Sequence[tuple[Due, Postpone]]) -> None:
    """The rows say until when they wait and why."""
    rows = {row.id: row for row in Prospect.objects.filter(id__in=[due.subject_id for due, _ in postponed])}
    for due, decision in postponed:
        if row := rows.get(due.subject_id):
            row.next_at, row.last_reasons = decision.until, [reason.stored() for reason in decision.reasons]
    Prospect.objects.bulk_update(rows.values(), ["next_at", "last_reasons"])
