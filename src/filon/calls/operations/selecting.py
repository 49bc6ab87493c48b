"""Rows that a person chose: put aside, taken back, called later. What was done at once carries a mark, by which it is
undone at once, however many rows there were."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from filon.actions.models import Action
from filon.actions.operations import cancel_for, reschedule, revive
from filon.actions.policy import Reason
from filon.actions.states import State
from filon.calls import claims
from filon.calls.models import CallCampaign, Prospect
from filon.calls.operations.campaigns import locked
from filon.calls.operations.ending import end
from filon.calls.operations.refusing import open_again, reopen
from filon.calls.planning import lane_of, plan_attempts
from filon.calls.states import CampaignState, Nature, ProspectState
from filon.kernel import live
from filon.kernel.errors import Refused

EXCLUDED, LATER = "excluded", "called_later"
"""Reasons that a person gave; they stay with the rows."""
SETTLED = (Nature.HUMAN, Nature.UNASSIGNED)
"""Nobody who answered, and no number that does not exist, is called again."""
ROWS_AT_ONCE = 1_000
_CHANGED = ("state", "status", "level", "finished_at", "next_at", "last_reasons")


@dataclass(frozen=True)
class Chosen:
    """How many rows it was done to, and how many of the chosen ones it could not be done to."""

    done: int
    left_out: int


def exclude(campaign_id: UUID, ids: Collection[UUID], *, lot: str, now: datetime) -> Chosen:
    """Call these no more in this campaign. Rows that are on the line or have their last word are left as they are."""
    with transaction.atomic():
        campaign = _alone(campaign_id)
        waiting = campaign.prospects.filter(id__in=ids, state=ProspectState.WAITING)
        rows = list(waiting.select_for_update().values_list("id", flat=True))
        reason = Reason(EXCLUDED, params={"lot": lot})
        values = {"state": ProspectState.REFUSED, "last_reasons": [reason.stored()], "next_at": None}
        campaign.prospects.filter(id__in=rows).update(**values, finished_at=now)
        if rows:
            cancel_for(reason=reason, now=now, origin_id=campaign.id, subject_ids=rows)
        if campaign.state == CampaignState.PAUSED:
            end(campaign, now=now)
        _tell(campaign)
    return Chosen(len(rows), len(ids) - len(rows))


def include(campaign_id: UUID, *, now: datetime, ids: Collection[UUID] | None = None, lot: str = "") -> int:
    """Take back rows that were put aside: these, or all of one ``lot``. How many."""
    with transaction.atomic():
        campaign = _alone(campaign_id)
        rows = _marked(campaign, EXCLUDED, lot=lot)
        done = reopen(rows if ids is None else rows.filter(id__in=ids), codes=[EXCLUDED], now=now)
        if done:
            _open_again(campaign)
        _tell(campaign)
    return done


def call_later(campaign_id: UUID, ids: Collection[UUID], *, at: datetime, lot: str, now: datetime) -> Chosen:
    """Call these at ``at`` and not before; the policy still has the last word on delay, hours and attempts.

    A row that has its last word is called again while attempts are left and nobody answered. Raises Refused when
    none of them can be called.
    """
    with transaction.atomic():
        campaign = _alone(campaign_id)
        chosen = campaign.prospects.filter(id__in=ids).select_for_update().order_by("id")
        rows = [row for row in chosen if _may_be_called(row, campaign)]
        if not rows:
            raise Refused(_("Aucune de ces lignes ne peut être rappelée : elles ont leur résultat."), code="over")
        wanted = _wanted([row.id for row in rows])
        for row in rows:
            _put_off(row, at=at, lot=lot, wanted_at=wanted.get(row.id))
        Prospect.objects.bulk_update(rows, _CHANGED, batch_size=ROWS_AT_ONCE)
        plan_attempts(campaign, rows, at=at, now=now)
        touched = [row.id for row in rows]
        revive(now=now, codes=(EXCLUDED, "by_user"), origin_id=campaign.id, subject_ids=touched)
        _move(dict.fromkeys(touched, at), campaign)
        _open_again(campaign)
        _tell(campaign)
    return Chosen(len(rows), len(ids) - len(rows))


def undo_later(campaign_id: UUID, *, lot: str, now: datetime) -> int:
    """As it was before ``call_later``; rows that were called meanwhile stay as that left them. How many."""
    with transaction.atomic():
        campaign = _alone(campaign_id)
        marked = _marked(campaign, LATER, lot=lot).filter(state=ProspectState.WAITING)
        rows = list(marked.select_for_update().order_by("id"))
        was = {row.id: row.last_reasons[0]["before"] for row in rows}
        for row in rows:
            _give_back(row, was[row.id])
        Prospect.objects.bulk_update(rows, _CHANGED, batch_size=ROWS_AT_ONCE)
        over = {row.id for row in rows if row.state != ProspectState.WAITING}
        if over:
            cancel_for(reason=Reason("by_user"), now=now, origin_id=campaign.id, subject_ids=over)
        wanted = {row_id: _moment(before["wanted_at"]) or now for row_id, before in was.items()}
        _move({row_id: at for row_id, at in wanted.items() if row_id not in over}, campaign)
        if campaign.state == CampaignState.PAUSED:
            end(campaign, now=now, told=False)
        _tell(campaign)
    return len(rows)


def _alone(campaign_id: UUID) -> CallCampaign:
    """The campaign, while no claim of its trunk is under way: what is planned is not on its way to be called."""
    trunk_id = CallCampaign.objects.filter(id=campaign_id).values_list("trunk_id", flat=True).first()
    if trunk_id:
        claims.wait_for_turn(trunk_id)
    return locked(campaign_id)


def _may_be_called(row: Prospect, campaign: CallCampaign) -> bool:
    if row.state == ProspectState.WAITING:
        return True
    put_aside = row.state == ProspectState.REFUSED and any(each["code"] == EXCLUDED for each in row.last_reasons)
    over = row.state == ProspectState.DONE and row.nature not in SETTLED
    return (put_aside or over) and row.attempts_made < campaign.attempts


def _put_off(row: Prospect, *, at: datetime, lot: str, wanted_at: datetime | None) -> None:
    """Waiting until then, with what it takes to undo it."""
    before = {"state": row.state, "status": row.status, "level": row.level, "reasons": row.last_reasons}
    moments = {"finished_at": row.finished_at, "next_at": row.next_at, "wanted_at": wanted_at}
    before |= {name: moment.isoformat() if moment else None for name, moment in moments.items()}
    row.state, row.status, row.level = ProspectState.WAITING, "", None
    row.finished_at, row.next_at = None, at
    row.last_reasons = [{"code": LATER, "until": at.isoformat(), "lot": lot, "before": before}]


def _give_back(row: Prospect, before: dict[str, Any]) -> None:
    row.state, row.status, row.level = before["state"], before["status"], before["level"]
    row.finished_at, row.next_at = _moment(before["finished_at"]), _moment(before["next_at"])
    row.last_reasons = before["reasons"]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _marked(campaign: CallCampaign, code: str, *, lot: str) -> QuerySet[Prospect]:
    mark = {"code": code, "lot": lot} if lot else {"code": code}
    return Prospect.objects.filter(Q(last_reasons__contains=[mark]), campaign=campaign)


def _planned(row_ids: Collection[UUID]) -> QuerySet[Action]:
    return Action.objects.filter(subject_id__in=row_ids, state=State.PLANNED)


def _wanted(row_ids: Collection[UUID]) -> dict[UUID, datetime]:
    return dict(_planned(row_ids).values_list("subject_id", "wanted_at"))


def _move(moments: dict[UUID, datetime], campaign: CallCampaign) -> None:
    """What is planned for these rows is wanted then."""
    rows = _planned(list(moments)).filter(origin_id=campaign.id).values_list("id", "subject_id")
    reschedule((action_id, lane_of(campaign), moments[row_id]) for action_id, row_id in rows)


def _open_again(campaign: CallCampaign) -> None:
    """A campaign that had ended has something to call again: it is paused, as after an import."""
    open_again([campaign.id])


def _tell(campaign: CallCampaign) -> None:
    live.notify(campaign.workspace_id, "calls", id=campaign.id)
