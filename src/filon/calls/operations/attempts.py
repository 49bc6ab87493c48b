"""How an attempt goes on and ends: only by the dialer that holds it, or by the reaper once that one is given up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from filon.actions import claiming
from filon.actions.models import Action
from filon.actions.outcomes import Outcome
from filon.actions.policy import Reason
from filon.actions.situation import Due
from filon.actions.states import State
from filon.calls import reachability
from filon.calls.events import CallAttempted, ProspectQualified
from filon.calls.full.statuses import level_of
from filon.calls.models import Attempt, CallCampaign, Prospect
from filon.calls.operations import alarming, trunks
from filon.calls.operations.qualifying import KeptExtract, write_findings
from filon.calls.operations.refusing import FORGOTTEN
from filon.calls.outcome import STATUS, End, Follow, Retries, Ruling, rule
from filon.calls.planning import plan_attempts
from filon.calls.reachability import Observed
from filon.calls.states import LIVE, AttemptState, Nature, ProspectState, Scenario, Status
from filon.kernel import live
from filon.timeline.events import TypedEvent, publish
from filon.voice.causes import Outcome as Cause
from filon.voice.dialogue.findings import Findings


@dataclass(frozen=True, kw_only=True)
class Finished:
    """A call that is over. ``ringing_s``, ``answered_s`` and ``ended_s`` are seconds after the call was placed.

    ``evidence`` and the seconds that decided are the listener's; ``audio`` a path in the media folder. ``findings`` and
    ``extracts`` are those of a person who was talked to; None in Light.
    """

    attempt_id: UUID
    end: End
    ended_s: float
    ringing_s: float | None = None
    answered_s: float | None = None
    code: int | None = None
    q850: int | None = None
    cause: str = ""
    confidence: float | None = None
    evidence: Sequence[Mapping[str, Any]] = ()
    hold_s: float | None = None
    audio: str = ""
    heard_from: float | None = None
    heard_to: float | None = None
    findings: Findings | None = None
    extracts: Sequence[KeptExtract] = ()
    hung_up: bool = True


def note_dialog(attempt_id: UUID, dialog: Mapping[str, Any], *, holder: str, up: bool = False) -> bool:
    """Keep what it takes to end the call from elsewhere. False: somebody else has the attempt, hang up."""
    values: dict[str, Any] = {"dialog": dict(dialog), "call_id": str(dialog["call_id"])[:200]}
    if up:
        values["state"] = AttemptState.UP
    return bool(Attempt.objects.filter(id=attempt_id, holder=holder, state__in=LIVE).update(**values))


def finish_attempt(finished: Finished, *, holder: str, now: datetime) -> bool:
    """Write how the attempt ended, on all sides, and plan what comes next; in one transaction.

    False, and nothing is written, when ``holder`` has the attempt no more: the reaper took it.
    """
    with transaction.atomic():
        attempt = _held(finished.attempt_id, holder)
        if attempt is None:
            return False
        campaign = CallCampaign.objects.get(id=attempt.campaign_id)
        ruling = rule(finished.end, attempt=attempt.number, retries=_retries(campaign))
        _write_attempt(attempt, finished, ruling)
        retry_at = _trunk_follows(attempt, ruling, reason=finished.cause or str(finished.code or ""), now=now)
        _settle_action(attempt, ruling, holder=holder, retry_at=retry_at, now=now)
        status = _status(attempt, campaign, ruling, finished=finished, now=now)
        objected = finished.findings is not None and finished.findings.objected
        _go_on(attempt, campaign, replace(ruling, status=status), objected=objected, now=now)
        live.notify(attempt.workspace_id, "calls", id=campaign.id)
    if finished.end.failed is Cause.REFUSED:
        alarming.watch(attempt, now=now)
    return True


def interrupt(holder: str, *, now: datetime, expired_by: datetime | None = None, spare: Collection[UUID] = ()) -> int:
    """The dialer of this name is dead: its calls are shown as interrupted, counted, and tried again. How many.

    With ``expired_by`` (machine time) only those whose lease was over by then; ``spare`` are known to live.
    """
    lost_ones = Attempt.objects.filter(holder=holder, state__in=LIVE).exclude(id__in=list(spare))
    if expired_by is not None:
        lost_ones = lost_ones.filter(lease_until__lte=expired_by)
    held = lost_ones.order_by("id").values_list("id", "placed_at", "dialog")
    done = 0
    for attempt_id, placed_at, dialog in held:
        lost = Finished(
            attempt_id=attempt_id,
            end=End(interrupted=True),
            ended_s=max(0.0, (now - placed_at).total_seconds()),
            hung_up=dialog is None,
        )
        done += finish_attempt(lost, holder=holder, now=now)
    return done


def hung_up(attempt_id: UUID) -> None:
    """The far end of a dead dialer's call was told."""
    Attempt.objects.filter(id=attempt_id).update(hung_up=True)


def renew(holder: str, *, attempt_ids: Collection[UUID], lease_until: datetime) -> int:
    """The dialer lives and follows these calls: nobody takes them before then (machine time). How many it still has."""
    mine = Attempt.objects.filter(id__in=list(attempt_ids), holder=holder, state__in=LIVE)
    return mine.update(lease_until=lease_until)


def _held(attempt_id: UUID, holder: str) -> Attempt | None:
    """With its row, which nobody forgets or changes until the end of the transaction."""
    mine = Attempt.objects.select_for_update(of=("self", "prospect")).select_related("prospect")
    return mine.filter(id=attempt_id, holder=holder, state__in=LIVE).first()


def _retries(campaign: CallCampaign) -> Retries:
    return Retries(campaign.attempts, voicemail=campaign.retry_voicemail, ivr=campaign.retry_ivr)


def _write_attempt(attempt: Attempt, finished: Finished, ruling: Ruling) -> None:
    def at(seconds: float | None) -> datetime | None:
        return None if seconds is None else attempt.placed_at + timedelta(seconds=seconds)

    attempt.state = AttemptState.INTERRUPTED if finished.end.interrupted else AttemptState.OVER
    attempt.counted, attempt.nature = ruling.counted, ruling.nature
    attempt.ringing_at = at(finished.ringing_s) or attempt.ringing_at
    attempt.answered_at = at(finished.answered_s) or attempt.answered_at
    attempt.ended_at = at(finished.ended_s)
    attempt.code, attempt.q850, attempt.cause = finished.code, finished.q850, finished.cause[:20]
    attempt.outcome = finished.end.failed or ""
    attempt.confidence, attempt.evidence = finished.confidence, [dict(each) for each in finished.evidence]
    attempt.ring_s, attempt.hold_s = finished.answered_s, finished.hold_s
    attempt.audio, attempt.heard_from, attempt.heard_to = finished.audio, finished.heard_from, finished.heard_to
    attempt.hung_up, attempt.lease_until = finished.hung_up, None
    attempt.save()


def _trunk_follows(attempt: Attempt, ruling: Ruling, *, reason: str, now: datetime) -> datetime | None:
    """A trunk that could not place the call rests, or is paused when it is set up wrongly."""
    if attempt.trunk_id is None:
        return None
    if ruling.follow is not Follow.AGAIN:
        trunks.went_through(attempt.trunk_id)
        return None
    if ruling.pause_trunk:
        trunks.give_up(attempt.trunk_id, reason=reason, now=now)
    return trunks.back_off(attempt.trunk_id, now=now)


def _settle_action(attempt: Attempt, ruling: Ruling, *, holder: str, retry_at: datetime | None, now: datetime) -> None:
    due = Due(*Action.objects.values_list(*claiming.COLUMNS).get(id=attempt.action_id))
    if ruling.follow is Follow.AGAIN and attempt.prospect.phone:
        again = Outcome(due, State.PLANNED, Reason("trunk_broken", retry_at), retry_at, tried=False)
        claiming.mark_outcomes([again], holder=holder, now=now)
    else:
        claiming.mark_outcomes([Outcome(due, State.DONE)], holder=holder, now=now)


def _status(
    attempt: Attempt, campaign: CallCampaign, ruling: Ruling, *, finished: Finished, now: datetime
) -> Status | None:
    """The last word on the row: what answered, and in Full what a person said once one was reached (ST-59…82).

    Where the last call was interrupted, what answered an earlier one.
    """
    if attempt.state == AttemptState.INTERRUPTED and ruling.follow is Follow.FINAL and attempt.prospect.nature:
        return STATUS.get(Nature(attempt.prospect.nature), ruling.status)
    if campaign.scenario != Scenario.FULL or ruling.nature is not Nature.HUMAN:
        return ruling.status
    return write_findings(attempt, finished.findings, extracts=finished.extracts, now=now)


def _go_on(attempt: Attempt, campaign: CallCampaign, ruling: Ruling, *, objected: bool, now: datetime) -> None:
    """The row after the call: nature and score at the end of each one, its last word and colour at the end of all.

    An interrupted call says nothing: the row keeps what it had, its score counts it. Nobody calls again
    whose person was forgotten meanwhile.
    """
    row = attempt.prospect
    row.state, row.next_at = ProspectState.WAITING, None
    if ruling.follow is Follow.FINAL:
        row.state, row.status, row.finished_at, row.last_reasons = ProspectState.DONE, ruling.status or "", now, []
    elif not row.phone:
        row.state, row.finished_at, row.last_reasons = ProspectState.REFUSED, now, [FORGOTTEN.stored()]
    if ruling.counted:
        row.attempts_made = attempt.number
    interrupted = attempt.state == AttemptState.INTERRUPTED
    if ruling.counted and not (interrupted and (row.nature or ruling.follow is Follow.RETRY)):
        row.nature, row.ring_s, row.hold_s = ruling.nature, attempt.ring_s, attempt.hold_s
    if ruling.counted and row.nature:
        weigh(row, campaign, objected=objected)
    event: TypedEvent | None = None
    if ruling.follow is Follow.FINAL:
        event = qualified(row)
    elif ruling.follow is Follow.RETRY and row.phone:
        assert attempt.ended_at is not None
        row.next_at = attempt.ended_at + timedelta(hours=campaign.delay_hours)
        plan_attempts(campaign, [row], at=row.next_at, now=now)
        event = CallAttempted(
            prospect_id=row.id, attempt=attempt.number, nature=row.nature, next_at=row.next_at.isoformat()
        )
    row.save()
    if event:
        publish(event, at=now, company_id=row.company_id, contact_id=row.contact_id, origin_id=campaign.id)


def weigh(row: Prospect, campaign: CallCampaign, *, objected: bool = False) -> None:
    """Its score and waterfall from what it keeps (ST-91), and its colour once it has its last word (ST-46): by what
    answered and the score in Light, by the status in Full."""
    seen = Observed(row.nature, row.attempts_made, row.hold_s, row.ring_s)
    found = reachability.score(seen, reachability.weights_of(campaign.weights))
    row.score, row.parts = found.value, found.stored()
    row.level = None
    if row.state == ProspectState.DONE:
        talks = campaign.scenario == Scenario.FULL
        by_score = reachability.level(row.nature, found.value)
        row.level = level_of(Status(row.status), objected=objected) if talks else by_score


def qualified(row: Prospect) -> ProspectQualified:
    """What is told of a finished row (ST-90)."""
    return ProspectQualified(
        prospect_id=row.id,
        campaign_id=row.campaign_id,
        nature=row.nature,
        status=row.status,
        level=row.level or 0,
        score=row.score or 0,
        attempts=row.attempts_made,
        ring_s=row.ring_s,
        hold_s=row.hold_s,
    )
