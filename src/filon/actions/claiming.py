"""Rows taken from the plan and given back to it: the statements of the scheduler."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from filon.actions.models import Action
from filon.actions.outcomes import Outcome
from filon.actions.policy import Postpone, Reason, Refuse
from filon.actions.situation import Due
from filon.actions.states import State
from filon.kernel import bulk

COLUMNS = (
    *("id", "channel", "origin_kind", "origin_id", "step", "subject_id", "lane_id", "wanted_at"),
    *("company_id", "occurrence", "opening", "tries"),
)

NO_REASON = "[]"


def take_due(lane_id: UUID, *, now: datetime, most: int) -> list[Due]:
    """Lock what is due on a lane, oldest first; rows that somebody else is changing are left for later."""
    rows = Action.objects.filter(lane_id=lane_id, state=State.PLANNED, due_at__lte=now).order_by("due_at", "id")
    return [Due(*row) for row in rows.select_for_update(skip_locked=True).values_list(*COLUMNS)[:most]]


def take_due_of(origin_id: UUID, *, now: datetime, most: int) -> list[Due]:
    """The same for one programme, for a channel that shares its lane between programmes."""
    rows = Action.objects.filter(origin_id=origin_id, state=State.PLANNED, due_at__lte=now).order_by("due_at", "id")
    return [Due(*row) for row in rows.select_for_update(skip_locked=True).values_list(*COLUMNS)[:most]]


def take_held(lane_id: UUID, *, holder: str) -> list[Due]:
    """Lock what a holder has on a lane."""
    rows = Action.objects.filter(lane_id=lane_id, state=State.CLAIMED, claimed_by=holder).order_by("id")
    return [Due(*row) for row in rows.select_for_update(skip_locked=True).values_list(*COLUMNS)]


def mark_claimed(ids: Sequence[UUID], *, holder: str, lease_until: datetime, now: datetime) -> int:
    """These go to their channel. Answers how many there were."""
    return bulk.change(CLAIM, holder, lease_until, now, list(ids))


def mark_postponed(decided: Iterable[tuple[Due, Postpone]], *, now: datetime) -> int:
    """These wait, with the reasons why."""
    rows = [(due.id, decision.until, _stored(decision.reasons)) for due, decision in decided]
    return bulk.change(POSTPONE, now, *bulk.columns(rows, 3)) if rows else 0


def mark_refused(decided: Iterable[tuple[Due, Refuse]], *, now: datetime) -> int:
    """These are not done as things are, with the reasons why."""
    rows = [(due.id, _stored(decision.reasons)) for due, decision in decided]
    return bulk.change(REFUSE, now, *bulk.columns(rows, 2)) if rows else 0


def mark_outcomes(outcomes: Sequence[Outcome], *, holder: str, now: datetime) -> set[UUID]:
    """What became of claimed actions. Answers those that the holder still had: the others were taken from it."""
    rows = [
        (
            o.due.id,
            str(o.state),
            o.retry_at or now,
            int(o.tried and o.state is State.PLANNED),
            _stored((o.reason,) if o.reason else ()),
        )
        for o in outcomes
    ]
    return {row[0] for row in bulk.run(OUTCOME, now, holder, *bulk.columns(rows, 5))} if rows else set()


def _stored(reasons: Iterable[Reason]) -> str:
    stored = [reason.stored() for reason in reasons]
    return json.dumps(stored) if stored else NO_REASON


CLAIM = """
update actions_action set state = 'claimed', claimed_by = %b::text, lease_until = %b::timestamptz,
    begun_at = %b::timestamptz, reasons = '[]'
where id = any(%b::uuid[]) and state = 'planned'
"""
POSTPONE = """
update actions_action a set due_at = row.due_at, reasons = row.reasons::jsonb, decided_at = %b::timestamptz
from unnest(%b::uuid[], %b::timestamptz[], %b::text[]) row (id, due_at, reasons)
where a.id = row.id and a.state = 'planned'
"""
REFUSE = """
update actions_action a set state = 'skipped', reasons = row.reasons::jsonb, decided_at = moment, finished_at = moment
from (select %b::timestamptz moment) clock, unnest(%b::uuid[], %b::text[]) row (id, reasons)
where a.id = row.id and a.state = 'planned'
"""
OUTCOME = """
update actions_action a set
    state = row.state, reasons = row.reasons::jsonb, decided_at = moment, tries = a.tries + row.tried,
    finished_at = case when row.state in ('done', 'failed') then moment end,
    due_at = case when row.state = 'planned' then row.due_at else a.due_at end,
    begun_at = case when row.state <> 'planned' then a.begun_at end,
    claimed_by = '', lease_until = null
from (select %b::timestamptz moment, %b::text holder) this,
     unnest(%b::uuid[], %b::text[], %b::timestamptz[], %b::int[], %b::text[]) row (id, state, due_at, tried, reasons)
where a.id = row.id and a.state = 'claimed' and a.claimed_by = this.holder
returning a.id
"""
