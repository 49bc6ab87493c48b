"""The dialer's side of the database: plain functions, each one in the scope of its workspace, run in threads."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from filon.calls.asking import Samples
from filon.calls.claim import LEASE, Claimant, Placing, claim
from filon.calls.line import settings_of
from filon.calls.models import Attempt, Trunk
from filon.calls.operations import qualifying
from filon.calls.operations.attempts import Finished, finish_attempt, hung_up, interrupt, note_dialog, renew
from filon.calls.operations.campaigns import finish_campaigns
from filon.calls.operations.qualifying import KeptExtract
from filon.calls.outcome import End
from filon.calls.recorded.models import RecordedSentence
from filon.calls.recorded.operations import samples_of
from filon.calls.report import CallReport, Clip
from filon.calls.states import TrunkKind
from filon.kernel.clock import Clock, SystemClock
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace
from filon.voice.listen.audio.wav import encode_wav
from filon.voice.settings import TrunkSettings
from filon.voice.sip.dialog import Dialog

log = logging.getLogger(__name__)

FORGOTTEN_AFTER = timedelta(hours=1)
"""No call lasts so long: a far end that could not be told in this time is let go."""


@dataclass(frozen=True, slots=True)
class TrunkRef:
    """A trunk of a workspace."""

    workspace_id: UUID
    trunk_id: UUID


@dataclass(frozen=True, slots=True)
class Claimed:
    """Calls to place, and how to reach their trunk now. ``practice``: it leads to the switchboards of this machine."""

    trunk: TrunkSettings | None
    placings: tuple[Placing, ...]
    practice: bool = False


@dataclass(frozen=True, slots=True)
class LeftUp:
    """A call of a dead dialer whose far end was not told yet."""

    attempt_id: UUID
    ref: TrunkRef
    trunk: TrunkSettings
    dialog: Dialog


def open_trunks() -> list[TrunkRef]:
    """The trunks of all workspaces with something due in a running campaign."""
    rows = _rows("select workspace_id, trunk_id from calls_open_trunks(%s)", SystemClock().now())
    return [TrunkRef(*row) for row in rows]


def claim_on(ref: TrunkRef, *, holder: str, room: int) -> Claimed:
    """Take what may be called now on a trunk."""
    workspace = Workspace.objects.get(id=ref.workspace_id)
    now = clock_for(workspace).now()
    with scope(ref.workspace_id):
        placings = claim(ref.trunk_id, Claimant(holder, room, SystemClock().now(), now))
        if not placings:
            return Claimed(None, ())
        recorded = _recorded({each.campaign_id for each in placings})
        spoken_to = tuple(
            replace(each, language=workspace.language, recorded=recorded.get(each.campaign_id)) for each in placings
        )
        trunk = Trunk.objects.get(id=ref.trunk_id)
        return Claimed(settings_of(trunk), spoken_to, trunk.kind == TrunkKind.PRACTICE)


def recorded(ref: TrunkRef, sentence_id: UUID) -> Samples | None:
    """The sentence that somebody recorded; None when it was taken away meanwhile."""
    with scope(ref.workspace_id):
        sentence = RecordedSentence.objects.filter(id=sentence_id).first()
    return samples_of(sentence) if sentence else None


def note(ref: TrunkRef, attempt_id: UUID, dialog: Mapping[str, Any], *, holder: str, up: bool) -> bool:
    """Keep how the call can be ended from elsewhere; False when it is not this holder's any more."""
    with scope(ref.workspace_id):
        return note_dialog(attempt_id, dialog, holder=holder, up=up)


def finish(ref: TrunkRef, attempt_id: UUID, report: CallReport, *, holder: str) -> bool:
    """Write what became of the call; False when the reaper was quicker."""
    now = _clock(ref.workspace_id).now()
    with scope(ref.workspace_id):
        audio = keep_audio(ref.workspace_id, attempt_id, report.excerpt) if report.excerpt.size else ""
        extracts = [_kept(ref.workspace_id, attempt_id, clip) for clip in report.clips]
        finished = finished_of(attempt_id, report, audio=audio, extracts=extracts)
        written = False
        try:
            written = finish_attempt(finished, holder=holder, now=now)
        finally:
            if not written:
                _throw_away(audio, *(each.audio for each in extracts))
    return written


def oppose(ref: TrunkRef, attempt_id: UUID) -> None:
    """Nobody of this workspace calls this number from now on, whatever becomes of the call in which that was asked for
    (compliance §4.4)."""
    with scope(ref.workspace_id):
        attempt = Attempt.objects.select_related("campaign").get(id=attempt_id)
        qualifying.oppose(attempt, now=_clock(ref.workspace_id).now())


def drop(ref: TrunkRef, attempt_id: UUID, *, holder: str, ended_s: float) -> bool:
    """The dialer stops and has ended this call itself: interrupted, the far end told."""
    now = _clock(ref.workspace_id).now()
    lost = Finished(attempt_id=attempt_id, end=End(interrupted=True), ended_s=ended_s)
    with scope(ref.workspace_id):
        return finish_attempt(lost, holder=holder, now=now)


def keep_alive(held: Mapping[UUID, Collection[UUID]], *, holder: str) -> None:
    """Nobody takes these calls, by workspace, for as long as a lease."""
    lease_until = SystemClock().now() + LEASE
    for workspace_id, attempt_ids in held.items():
        with scope(workspace_id):
            renew(holder, attempt_ids=attempt_ids, lease_until=lease_until)


def sweep() -> int:
    """End the campaigns that have nothing left to call. How many."""
    ended = 0
    for (workspace_id,) in _rows("select workspace_id from calls_running_workspaces()"):
        with scope(workspace_id):
            ended += finish_campaigns(now=_clock(workspace_id).now())
    return ended


def reap(*, spare: Collection[UUID] = ()) -> int:
    """Interrupt the calls that nobody follows any more: their lease is over. ``spare`` are one's own. How many."""
    moment = SystemClock().now()
    done = 0
    for workspace_id, lost, lease_until in _rows("select workspace_id, holder, lease_until from calls_held()"):
        if lease_until is not None and lease_until <= moment:
            with scope(workspace_id):
                now = _clock(workspace_id).now()
                done += interrupt(lost, now=now, expired_by=moment, spare=spare)
    return done


def left_up() -> list[LeftUp]:
    """Calls whose far end waits to be told. One that cannot be reached any more, its trunk gone, is let go."""
    found = []
    for workspace_id, attempt_id in _rows("select workspace_id, attempt_id from calls_left_up()"):
        with scope(workspace_id):
            attempt = Attempt.objects.select_related("trunk").get(id=attempt_id)
            over = clock_for(Workspace.objects.get(id=workspace_id)).now() - attempt.placed_at > FORGOTTEN_AFTER
            call = None if over else _reachable(attempt)
            if call is None:
                hung_up(attempt_id)
            else:
                found.append(call)
    return found


def _reachable(attempt: Attempt) -> LeftUp | None:
    """How to end the call; None when it cannot be known any more."""
    if attempt.trunk is None or attempt.dialog is None:
        return None
    try:
        ref = TrunkRef(attempt.workspace_id, attempt.trunk.id)
        return LeftUp(attempt.id, ref, settings_of(attempt.trunk), Dialog.from_json(attempt.dialog))
    except ValueError:
        return None


def told(ref: TrunkRef, attempt_id: UUID) -> None:
    """The far end of this call knows that it is over."""
    with scope(ref.workspace_id):
        hung_up(attempt_id)


def finished_of(
    attempt_id: UUID, report: CallReport, *, audio: str = "", extracts: Sequence[KeptExtract] = ()
) -> Finished:
    """The report as an attempt keeps it."""
    verdict = report.verdict
    return Finished(
        attempt_id=attempt_id,
        end=report.end,
        ended_s=report.ended_s,
        ringing_s=report.ringing_s,
        answered_s=report.answered_s,
        code=report.code,
        q850=report.q850,
        cause=report.cause,
        confidence=verdict.confidence if verdict else None,
        evidence=[vars(each) for each in verdict.evidence] if verdict else (),
        hold_s=report.hold_s,
        audio=audio,
        heard_from=report.heard_from if audio else None,
        heard_to=report.heard_to if audio else None,
        findings=report.findings,
        extracts=extracts,
    )


def _kept(workspace_id: UUID, attempt_id: UUID, clip: Clip) -> KeptExtract:
    audio = keep_audio(workspace_id, attempt_id, clip.sound, of=clip.field)
    return KeptExtract(field=clip.field, start=clip.start, end=clip.end, audio=audio, quote=clip.quote)


def _throw_away(*names: str) -> None:
    """Sounds that nobody wrote down: the call was somebody else's by then."""
    for name in filter(None, names):
        (Path(settings.MEDIA_ROOT) / name).unlink(missing_ok=True)


def keep_audio(workspace_id: UUID, attempt_id: UUID, sound: Samples, *, of: str = "") -> str:
    """Store seconds of a call as a WAV file; answers its path in the media folder. `of`: the field they change.

    Nothing where it cannot be stored: what was found counts without its sound.
    """
    name = f"calls/{workspace_id}/{attempt_id}{'-' if of else ''}{of}.wav"
    path = Path(settings.MEDIA_ROOT) / name
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(encode_wav(sound))
    except OSError:
        log.exception("the sound of attempt %s could not be kept", attempt_id)
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)  # what was written before the disk was full
        return ""
    return name


def _clock(workspace_id: UUID) -> Clock:
    return clock_for(Workspace.objects.get(id=workspace_id))


def _rows(sql: str, *parameters: datetime) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _recorded(campaign_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Campaigns of which somebody recorded the sentence, and which recording it is."""
    kept = RecordedSentence.objects.filter(campaign_id__in=campaign_ids)
    return dict(kept.values_list("campaign_id", "id"))
