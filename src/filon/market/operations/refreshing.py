"""A routine asked again: what came, went and moved is written, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from filon.kernel import bulk, live
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.market.criteria import HIGHEST_SCORE, from_json
from filon.market.engine import Market
from filon.market.events import RoutineRefreshed, ScoreReached
from filon.market.facts import marks_for
from filon.market.models import Routine, RoutineRefresh, RoutineScore
from filon.market.operations.noticing import Reached, tell_users
from filon.market.queries.routines import version_of
from filon.market.ranking import Difference, Ranking, difference, rank
from filon.timeline.events import publish

GONE_KEPT = timedelta(days=30)
MOST_TOLD = 20
Chosen = NDArray[np.bool_]

KEPT = """
select siren, raw, hits from market_routinescore
where workspace_id = %b::uuid and routine_id = %b::uuid and gone_at is null
"""
ENTER = """
insert into market_routinescore (workspace_id, id, routine_id, siren, raw, hits, entered_at)
select %b::uuid, row.id, %b::uuid, row.siren, row.raw, row.hits, %b::timestamptz
from unnest(%b::uuid[], %b::int[], %b::int[], %b::int[]) row (id, siren, raw, hits)
on conflict (routine_id, siren) do update set raw = excluded.raw, hits = excluded.hits,
    entered_at = excluded.entered_at, gone_at = null, before = null, moved_at = null
"""
MOVE = """
update market_routinescore kept set before = case when kept.raw = row.raw then kept.before else kept.raw end,
    moved_at = case when kept.raw = row.raw then kept.moved_at else %b::timestamptz end, raw = row.raw, hits = row.hits
from unnest(%b::int[], %b::int[], %b::int[]) row (siren, raw, hits)
where kept.workspace_id = %b::uuid and kept.routine_id = %b::uuid and kept.siren = row.siren
"""
LEAVE = """
update market_routinescore set gone_at = %b::timestamptz
where workspace_id = %b::uuid and routine_id = %b::uuid and siren = any(%b::int[])
"""


def refresh(routine_id: UUID, *, market: Market, now: datetime) -> Difference:
    """Ask the market again and write the difference with what was kept. Done twice, the second changes nothing."""
    with transaction.atomic():
        routine = Routine.objects.select_for_update().get(id=routine_id)
        version = version_of(routine.id)
        scoring = from_json(version.scoring)
        before = kept(routine.id)
        after = rank(market, scoring, marks=marks_for([scoring]))
        found = difference(before, after)
        _write(routine.id, before, after, now=now)
        first = routine.refreshed_at is None
        routine.count, routine.stamp, routine.refreshed_at = after.count, market.snapshot.stamp, now
        routine.refreshed_version = version.number
        routine.save(update_fields=["count", "stamp", "refreshed_at", "refreshed_version"])
        if not found.empty:
            _tell(routine, found, now=now)
            _tell_reached(routine, before, after, now=now)
        RoutineScore.objects.filter(routine=routine, gone_at__lt=now - GONE_KEPT).delete()
        if first or not found.empty:
            live.notify(current_workspace(), "suspect", id=routine.id)
    return found


def kept(routine_id: UUID) -> Ranking:
    """The companies that the routine has now, in no particular order."""
    rows = bulk.run(KEPT, current_workspace(), routine_id)
    columns = np.array(rows, np.int64).reshape(-1, 3)
    return Ranking(columns[:, 0], columns[:, 1], columns[:, 2], len(rows))


def _write(routine_id: UUID, before: Ranking, after: Ranking, *, now: datetime) -> None:
    workspace = current_workspace()
    new = ~np.isin(after.siren, before.siren)
    if new.any():
        rows = _lists(after, new)
        bulk.change(ENTER, workspace, routine_id, now, [uuid7() for _siren in rows[0]], *rows)
    other = _rewritten(before, after)
    if other.any():
        bulk.change(MOVE, now, *_lists(after, other), workspace, routine_id)
    gone = np.setdiff1d(before.siren, after.siren)
    if gone.size:
        bulk.change(LEAVE, now, workspace, routine_id, gone.tolist())


def _rewritten(before: Ranking, after: Ranking) -> Chosen:
    """Which companies of ``after`` were there with another sum, or the same one for other reasons."""
    _both, here, there = np.intersect1d(before.siren, after.siren, assume_unique=True, return_indices=True)
    other = (before.raw[here] != after.raw[there]) | (before.hits[here] != after.hits[there])
    marked = np.zeros(after.siren.size, bool)
    marked[there[other]] = True
    return marked


def _lists(ranking: Ranking, chosen: Chosen) -> list[list[int]]:
    return [column[chosen].tolist() for column in (ranking.siren, ranking.raw, ranking.hits)]


def _tell(routine: Routine, found: Difference, *, now: datetime) -> None:
    sizes = {"new": found.new.size, "gone": found.gone.size, "moved": found.moved.size}
    RoutineRefresh.objects.create(
        routine=routine, version=routine.refreshed_version, stamp=routine.stamp, at=now, count=routine.count, **sizes
    )
    publish(RoutineRefreshed(count=routine.count, **sizes), at=now, origin_id=routine.id)


def _tell_reached(routine: Routine, before: Ranking, after: Ranking, *, now: datetime) -> None:
    """CO-149: who has come to the score of the notice. The first refresh tells nothing: everybody would be new."""
    if routine.notice_above is None or not before.siren.size:
        return
    least = min(routine.notice_above, HIGHEST_SCORE)
    were = before.siren[before.score >= least]
    reached = after.siren[(after.score >= least) & ~np.isin(after.siren, were)]
    if reached.size:
        event = ScoreReached(threshold=least, count=reached.size, sirens=_written(reached[:MOST_TOLD].tolist()))
        publish(event, at=now, origin_id=routine.id)
        told = Reached(threshold=least, count=int(reached.size), best=int(reached[0]))
        tell_users(routine, told, now=now)


def _written(sirens: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"{siren:09d}" for siren in sirens)
