"""What is due is claimed, decided, done and recorded, lane by lane.

One turn of a lane is two transactions with the outside in between. The first one claims, asks the policy, writes the
reasons and hands what is allowed to its channel; the second one records what became of it and plans what comes next. If
the worker dies before the first commit nothing has happened; after it, ``recovery`` finds out.

A lane belongs to one worker at a time: by a lock during the first transaction, by the claimed rows themselves until the
second one. So its cap, spacing and connections are exact however many workers there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from filon.actions import channels, claiming, facts, lanes, origins
from filon.actions.channels import Channel
from filon.actions.facts import Case
from filon.actions.lanes import LEASE, LaneRef
from filon.actions.outcomes import Outcome
from filon.actions.policy import Allow, Postpone, Refuse, decide
from filon.actions.situation import ActionFacts, Due, Lane, Programme
from filon.actions.states import State
from filon.kernel.clock import Clock, SystemClock
from filon.kernel.tenancy import scope

BATCH = 1000
"""Rows decided together: enough to make a query cheap, few enough to be lost from sight for a moment only."""


@dataclass(slots=True)
class Sorted:
    """A batch after the policy has spoken."""

    allowed: list[Case] = field(default_factory=list)
    postponed: list[tuple[Due, Postpone]] = field(default_factory=list)
    refused: list[tuple[Due, Refuse]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.allowed) + len(self.postponed) + len(self.refused)


def turn(lane: LaneRef, *, clock: Clock, most: int = BATCH) -> int:
    """One turn of a lane; answers how many actions were decided. 0: nothing is due, or another worker has the lane."""
    channel = channels.get(lane.channel)
    if channel is None:
        return 0
    with scope(lane.workspace_id):
        now = clock.now()
        if late := _unrecorded.pop(lane, None):
            _settle(lane, channel, late, now=now)
        batch = _claim(lane, channel, now=now, most=most)
        if batch.allowed:
            _settle(lane, channel, channel.perform(batch.allowed, now=now), now=clock.now())
        return len(batch)


_unrecorded: dict[LaneRef, Sequence[Outcome]] = {}
"""What this process has done and the database has not taken yet: recorded before anything else is done on the lane."""


def unrecorded() -> list[LaneRef]:
    """Lanes whose next turn has something to record first, due or not."""
    return list(_unrecorded)


def _settle(lane: LaneRef, channel: Channel, outcomes: Sequence[Outcome], *, now: datetime) -> None:
    try:
        record(channel, outcomes, holder=channel.holder, now=now)
    except BaseException:
        _unrecorded[lane] = outcomes
        raise


def record(channel: Channel, outcomes: Sequence[Outcome], *, holder: str, now: datetime) -> int:
    """Write what became of claimed actions, on all sides, or on none. Answers how many the holder still had."""
    with transaction.atomic():
        held = claiming.mark_outcomes(outcomes, holder=holder, now=now)
        ours = [outcome for outcome in outcomes if outcome.due.id in held]
        channel.record(ours, now=now)
        ended = [outcome for outcome in ours if outcome.state is not State.PLANNED]
        for kind, dues in origins.by_kind([outcome.due for outcome in ended]).items():
            if origin := origins.known().get(kind):
                ids = {due.id for due in dues}
                origin.ended([outcome for outcome in ended if outcome.due.id in ids], now=now)
        transaction.on_commit(lambda: channel.settled(outcomes))
    return len(ours)


def sort_out(cases: Sequence[Case], *, lane: Lane, now: datetime) -> Sorted:
    """Ask the policy case by case, each one seeing the lane and the programmes as those before it left them.

    A message that has only to keep its distance reserves its place, so that a long queue is spread out once instead of
    being postponed again and again.
    """
    result = Sorted()
    programmes: dict[UUID, Programme] = {}
    for case in cases:
        due = case.due
        programme = programmes.get(due.origin_id, case.facts.programme)
        decision = decide(due, _as_left(case, lane, programme), now)
        if isinstance(decision, Allow):
            result.allowed.append(case)
            if lane.limited:
                lane = lane.after(now)
            if due.opening and programme.new_per_day is not None:
                programmes[due.origin_id] = programme.after_opening(now)
        elif isinstance(decision, Postpone):
            result.postponed.append((due, decision))
            if [reason.code for reason in decision.reasons] == ["spacing"]:
                lane = lane.after(decision.until)
        else:
            result.refused.append((due, decision))
    return result


def _as_left(case: Case, lane: Lane, counted: Programme) -> ActionFacts:
    """The facts of the case with the lane and the count of new people as those before it in the batch left them.

    The rest of the programme is the case's own: its holidays depend on where the person is.
    """
    own = case.facts.programme
    if lane is case.facts.lane and counted is own:
        return case.facts
    programme = own if counted is own else replace(own, new_on=counted.new_on, new_count=counted.new_count)
    return replace(case.facts, lane=lane, programme=programme)


def _claim(lane: LaneRef, channel: Channel, *, now: datetime, most: int) -> Sorted:
    with transaction.atomic():
        if not lanes.take_turn(lane) or lanes.is_busy(lane, holder=channel.holder):
            return Sorted()
        batch = claiming.take_due(lane.lane_id, now=now, most=most)
        if not batch:
            return Sorted()
        known = channel.lanes([lane.lane_id], now=now)
        cases = facts.load(batch, lanes=known, now=now)
        result = sort_out(cases, lane=cases[0].facts.lane, now=now)
        _write(result, channel, now=now)
    return result


def _write(result: Sorted, channel: Channel, *, now: datetime) -> None:
    claiming.mark_postponed(result.postponed, now=now)
    claiming.mark_refused(result.refused, now=now)
    for kind, dues in origins.by_kind([due for due, _ in result.refused]).items():
        if origin := origins.known().get(kind):
            ids = {due.id for due in dues}
            origin.refused([pair for pair in result.refused if pair[0].id in ids], now=now)
    if result.allowed:
        result.allowed = list(channel.begin(result.allowed, now=now))
        claiming.mark_claimed(
            [case.due.id for case in result.allowed],
            holder=channel.holder,
            lease_until=SystemClock().now() + LEASE,
            now=now,
        )
