"""What the rows of results print, prepared so that the template only prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from filon.actions.reasons import sentence
from filon.calls.labels import Badge, Criterion, criteria_of, level_badge, status_of
from filon.calls.models import Prospect
from filon.calls.queries.calls import heard
from filon.calls.states import ProspectState


@dataclass(frozen=True)
class ResultRow:
    """A row of the table. ``why`` says why it waits or is not called, ``attempt_id`` what can be listened to."""

    prospect: Prospect
    company: str
    status: str
    badge: Badge
    criteria: list[Criterion]
    next_at: datetime | None
    why: str
    attempt_id: UUID | None


def shown_rows(rows: Sequence[Prospect], *, now: datetime) -> list[ResultRow]:
    """The rows of a page, with one query more for what can be listened to."""
    recordings = heard([row.id for row in rows])
    return [shown(row, now=now, attempt_id=recordings.get(row.id)) for row in rows]


def shown(row: Prospect, *, now: datetime, attempt_id: UUID | None) -> ResultRow:
    waits = row.state == ProspectState.WAITING
    return ResultRow(
        prospect=row,
        company=company_of(row),
        status=status_of(row),
        badge=level_badge(row),
        criteria=criteria_of(row),
        next_at=row.next_at if waits and row.next_at and row.next_at > now else None,
        why=" · ".join(sentence(reason) for reason in row.last_reasons[:2]),
        attempt_id=attempt_id,
    )


def company_of(row: Prospect) -> str:
    """The company that the row belongs to, else the name that the file gave."""
    return row.company.name if row.company else str(row.columns.get("company", ""))
