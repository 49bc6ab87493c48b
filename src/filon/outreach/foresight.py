"""A lane run forward in time by the policy itself: what leaves when, and what does not. Pure.

Turns are those of the scheduler (``actions.scheduler.sort_out``), one after the other at the moments at which something
comes due, each one seeing the mailbox and the campaigns as those before it left them. Nothing is loaded and nothing is
written, so that the page of the day, a program and a test ask the same engine.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from filon.actions.facts import Case
from filon.actions.policy import Reason
from filon.actions.scheduler import BATCH, Sorted, sort_out
from filon.actions.situation import Lane
from filon.actions.why import MENDABLE, deciding


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of one action. ``at`` None: nothing before the end; ``reasons`` why not sooner, or why not."""

    at: datetime | None
    reasons: tuple[Reason, ...] = ()


@dataclass(slots=True)
class _Walk:
    """Where the walk is: the lane, how many new people each campaign has written to, what was decided."""

    lane: Lane
    opened: dict[UUID, tuple[date | None, int]]
    held: dict[UUID, tuple[Reason, ...]]
    turns: dict[UUID, Turn]


def foresee(
    cases: Sequence[Case], *, due: Mapping[UUID, datetime], lane: Lane, now: datetime, until: datetime
) -> dict[UUID, Turn]:
    """What becomes of each action of a lane from ``now`` on, before ``until``, if nothing else happens.

    ``due`` is when each one is looked at next. What a sent message would plan is not part of it.
    """
    walk = _Walk(lane, {}, {}, {})
    coming = [(due[case.due.id], case.due.id, i) for i, case in enumerate(cases)]
    heapq.heapify(coming)
    moment = now
    while coming and max(moment, coming[0][0]) < until:
        moment = max(moment, coming[0][0])
        batch = list(_take(coming, moment))
        result = sort_out([_as_left(cases[i], walk) for i in batch], lane=walk.lane, now=moment)
        index = {cases[i].due.id: i for i in batch}
        for at, key in _note(result, walk, at=moment):
            heapq.heappush(coming, (at, key, index[key]))
    for _at, key, _i in coming:
        walk.turns[key] = Turn(None, walk.held.get(key, ()))
    return walk.turns


def _take(coming: list[tuple[datetime, UUID, int]], moment: datetime) -> Iterable[int]:
    """What is due, oldest first, at most a batch of it."""
    for _ in range(BATCH):
        if not coming or coming[0][0] > moment:
            return
        yield heapq.heappop(coming)[2]


def _as_left(case: Case, walk: _Walk) -> Case:
    """The case with its campaign's new people as the walk has counted them; the rest of it is its own."""
    counted = walk.opened.get(case.due.origin_id)
    if counted is None:
        return case
    programme = replace(case.facts.programme, new_on=counted[0], new_count=counted[1])
    return replace(case, facts=replace(case.facts, programme=programme, lane=walk.lane))


def _note(result: Sorted, walk: _Walk, *, at: datetime) -> list[tuple[datetime, UUID]]:
    """Keep what was decided; answers what is to be looked at again, and when."""
    for case in result.allowed:
        due, programme = case.due, case.facts.programme
        walk.turns[due.id] = Turn(at, walk.held.get(due.id, ()))
        if walk.lane.limited:
            walk.lane = walk.lane.after(at)
        if due.opening and programme.new_per_day is not None:
            on, count = walk.opened.get(due.origin_id, (programme.new_on, programme.new_count))
            left = replace(programme, new_on=on, new_count=count).after_opening(at)
            walk.opened[due.origin_id] = (left.new_on, left.new_count)
    for due, refusal in result.refused:
        walk.turns[due.id] = Turn(None, deciding(refusal))
    again = []
    for due, wait in result.postponed:
        walk.held[due.id] = deciding(wait)
        if any(reason.code in MENDABLE for reason in wait.reasons):
            walk.turns[due.id] = Turn(None, walk.held[due.id])
        else:
            again.append((wait.until, due.id))
    return again
