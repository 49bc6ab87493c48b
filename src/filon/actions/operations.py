"""Writes to the plan, each one set of rows at a time, in the caller's transaction when there is one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from filon.actions.claiming import COLUMNS
from filon.actions.models import Action
from filon.actions.policy import Reason
from filon.actions.situation import Due
from filon.actions.states import Channel, State
from filon.kernel import bulk
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace

INSERT = """
insert into actions_action (
    id, origin_id, step, subject_id, occurrence, opening, company_id, lane_id, wanted_at, due_at, channel, origin_kind,
    workspace_id, created_at, state, claimed_by, tries, reasons
)
select row.*, %b::uuid, %b::timestamptz, 'planned', '', 0, '[]'
from unnest(%b::uuid[], %b::uuid[], %b::text[], %b::uuid[], %b::int[], %b::bool[], %b::uuid[], %b::uuid[],
            %b::timestamptz[], %b::timestamptz[], %b::text[], %b::text[]) row
on conflict (workspace_id, origin_id, step, subject_id, occurrence) do nothing
"""
ROWS_AT_ONCE = 5000
OF_THE_LANE = ("mailbox_broken", "mailbox_paused", "trunk_broken", "trunk_paused", "caller_number")
"""Reasons that lie in a lane and go when it works again."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One thing to do: for whom, on behalf of which programme and step, through which lane, not before when."""

    origin_kind: str
    origin_id: UUID
    step: str
    subject_id: UUID
    lane_id: UUID
    at: datetime
    company_id: UUID | None = None
    opening: bool = False
    occurrence: int = 0
    channel: str = Channel.EMAIL


def plan(batch: Iterable[Plan], *, now: datetime) -> int:
    """Plan these. What is planned or was done already stays as it is; answers how many are new."""
    made = 0
    rows = map(_row, batch)
    while chunk := list(islice(rows, ROWS_AT_ONCE)):
        made += bulk.change(INSERT, current_workspace(), now, *bulk.columns(chunk, 12))
    return made


@dataclass(frozen=True, slots=True)
class Cancelled:
    """``count`` were planned and will not be done. ``too_late`` are on their way: they cannot be called back."""

    count: int
    too_late: tuple[UUID, ...] = ()


def cancel_for(
    *,
    reason: Reason,
    now: datetime,
    origin_id: UUID | None = None,
    subject_ids: Collection[UUID] | None = None,
    company_ids: Collection[UUID] | None = None,
    step: str | None = None,
) -> Cancelled:
    """Cancel what is planned for these people, or these companies, or this programme (OL-89), and say why.

    At least one of the three is given; those given all hold, and ``step`` narrows them. The rows are locked first, so
    that the answer is the truth: an action that is being claimed is waited for, then either cancelled or listed as too
    late, never both.
    """
    concerned = _concerned(origin_id=origin_id, subject_ids=subject_ids, company_ids=company_ids)
    if step is not None:
        concerned = concerned.filter(step=step)
    with transaction.atomic():
        planned = concerned.filter(state=State.PLANNED).order_by("id").select_for_update()
        ids = list(planned.values_list("id", flat=True))
        count = Action.objects.filter(id__in=ids).update(
            state=State.CANCELLED, reasons=[reason.stored()], decided_at=now, finished_at=now
        )
        too_late = tuple(concerned.filter(state=State.CLAIMED).values_list("id", flat=True))
    return Cancelled(count, too_late)


def revive(
    *,
    now: datetime,
    codes: Collection[str] | None = None,
    origin_id: UUID | None = None,
    subject_ids: Collection[UUID] | None = None,
    company_ids: Collection[UUID] | None = None,
    steps: Collection[str] | None = None,
) -> int:
    """Plan again what was refused or cancelled before it began, because the cause may be gone; answers how many.

    With ``codes``, only what has one of these reasons; with ``steps``, only these. The policy decides anew when each
    comes due, at once or at the time at which its programme wanted it.
    """
    concerned = _concerned(origin_id=origin_id, subject_ids=subject_ids, company_ids=company_ids)
    stopped = concerned.filter(state__in=(State.SKIPPED, State.CANCELLED))
    if steps is not None:
        stopped = stopped.filter(step__in=list(steps))
    return _planned_again(stopped if codes is None else stopped.filter(_has_one_of(codes)), now=now)


def look_again(*, codes: Collection[str], before: datetime, now: datetime) -> int:
    """Plan again whatever was refused for one of these reasons before that moment; answers how many."""
    refused = Action.objects.filter(state=State.SKIPPED, decided_at__lte=before)
    return _planned_again(refused.filter(_has_one_of(codes)), now=now)


def postpone_for(subject_id: UUID, *, until: datetime, reason: Reason, origin_id: UUID | None = None) -> int:
    """Let nothing planned for this person be done before ``until`` (A-OL-13); what is later anyway stays. How many."""
    concerned = _concerned(origin_id=origin_id, subject_ids=[subject_id], company_ids=None)
    sooner = concerned.filter(state=State.PLANNED, wanted_at__lt=until)
    return sooner.update(wanted_at=until, due_at=Greatest(F("due_at"), until), reasons=[reason.stored()])


def settle_uncertain(ids: Collection[UUID], *, sent: bool, now: datetime) -> list[Due]:
    """It is known now whether these were done: they are, or they are planned again. Answers those that were uncertain
    and are done."""
    doubts = Action.objects.filter(id__in=list(ids), state=State.UNCERTAIN)
    with transaction.atomic():
        dues = [Due(*row) for row in doubts.select_for_update().order_by("id").values_list(*COLUMNS)]
        if sent:
            doubts.update(state=State.DONE, finished_at=now, decided_at=now)
        else:
            doubts.update(state=State.PLANNED, due_at=now, reasons=[], begun_at=None)
    return dues if sent else []


def wake(lane_id: UUID, *, now: datetime) -> int:
    """The lane works again: what waited for it is decided at once. How many."""
    waiting = Action.objects.filter(lane_id=lane_id, state=State.PLANNED, due_at__gt=now)
    for_the_lane = _has_one_of(OF_THE_LANE)
    return waiting.filter(for_the_lane).update(due_at=Greatest(F("wanted_at"), now))


def _planned_again(stopped: QuerySet[Action], *, now: datetime) -> int:
    return stopped.update(
        state=State.PLANNED, due_at=Greatest(F("wanted_at"), now), reasons=[], decided_at=None, finished_at=None
    )


def _has_one_of(codes: Collection[str]) -> Q:
    among = Q(pk__in=[])
    for code in codes:
        among |= Q(reasons__contains=[{"code": code}])
    return among


def _row(p: Plan) -> tuple[object, ...]:
    return (
        *(uuid7(), p.origin_id, p.step, p.subject_id, p.occurrence, p.opening, p.company_id, p.lane_id),
        *(p.at, p.at, str(p.channel), p.origin_kind),
    )


def _concerned(
    *, origin_id: UUID | None, subject_ids: Collection[UUID] | None, company_ids: Collection[UUID] | None
) -> QuerySet[Action]:
    if origin_id is None and subject_ids is None and company_ids is None:
        raise ValueError("say whose actions: of a programme, of people or of companies")
    concerned = Action.objects.all()
    if origin_id is not None:
        concerned = concerned.filter(origin_id=origin_id)
    if subject_ids is not None:
        concerned = concerned.filter(subject_id__in=list(subject_ids))
    if company_ids is not None:
        concerned = concerned.filter(company_id__in=list(company_ids))
    return concerned


RESCHEDULE = """
update actions_action a
set wanted_at = row.at, due_at = row.at, lane_id = row.lane_id, reasons = '[]', decided_at = null
from unnest(%b::uuid[], %b::uuid[], %b::timestamptz[]) row (id, lane_id, at)
where a.id = row.id and a.workspace_id = %b::uuid and a.state = 'planned'
"""


def reschedule(rows: Iterable[tuple[UUID, UUID, datetime]]) -> int:
    """Move planned actions of a programme that was edited: (action, lane, when). How many were still planned."""
    columns = bulk.columns(list(rows), 3)
    return bulk.change(RESCHEDULE, *columns, current_workspace())


def forget_replies(subject_ids: Collection[UUID]) -> None:
    """Keep why actions about these people ended, without the words of servers, which hold addresses (RGPD, art. 17)."""
    said = Action.objects.filter(subject_id__in=subject_ids).exclude(reasons=[])
    for action in said.only("id", "reasons"):
        kept = [{name: value for name, value in reason.items() if name != "reply"} for reason in action.reasons]
        if kept != action.reasons:
            Action.objects.filter(id=action.id).update(reasons=kept)
