"""What the dialer writes down of a call with a person, when the call is somebody else's or cannot be written."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.calls.full.test_qualifying import MONDAY, NEW, NUMBER, placed

from filon.calls import desk
from filon.calls.claim import Claimant, claim
from filon.calls.desk import TrunkRef
from filon.calls.loops import erase_sounds_without_call
from filon.calls.models import Attempt, CallCampaign, Prospect
from filon.calls.operations.attempts import interrupt
from filon.calls.outcome import End
from filon.calls.recordings import STRAY_AFTER, erase_strays
from filon.calls.report import CallReport, Clip
from filon.consent.models import Suppression
from filon.consent.queries import Target, is_suppressed
from filon.kernel.clock import SystemClock
from filon.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
SOUND = np.ones(800, np.int16)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def report(**fields) -> CallReport:
    clips = (Clip("person", SOUND, 0.0, 0.1, "Claire Martin"),)
    given = {"excerpt": SOUND, "findings": NEW, "clips": clips, "end": End("human")}
    return CallReport(phone=NUMBER, ended_s=30.0, answered_s=5.0, **{**given, **fields})


def sounds(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def ref(workspace) -> TrunkRef:
    return TrunkRef(workspace.id, CallCampaign.objects.get().trunk_id)


def test_a_call_that_the_reaper_took_leaves_no_sound(workspace, media):
    (placing,) = placed()
    assert not desk.finish(ref(workspace), placing.attempt_id, report(), holder="another")
    assert sounds(media) == []


def test_a_call_that_cannot_be_written_leaves_no_sound(workspace, media, monkeypatch):
    (placing,) = placed()
    monkeypatch.setattr(desk, "finish_attempt", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        desk.finish(ref(workspace), placing.attempt_id, report(), holder="d1")
    assert sounds(media) == []


def test_an_objection_holds_from_the_moment_it_is_heard(workspace):
    (placing,) = placed()
    desk.oppose(ref(workspace), placing.attempt_id)
    desk.oppose(ref(workspace), placing.attempt_id)
    assert Suppression.objects.count() == 1
    assert is_suppressed(Target(uuid7(), phone=NUMBER))


def test_what_a_dialer_stored_before_it_was_killed_goes_and_what_calls_have_stays(workspace, media):
    (placing,) = placed()
    assert desk.finish(ref(workspace), placing.attempt_id, report(), holder="d1")
    kept = sounds(media)
    lost = desk.keep_audio(workspace.id, uuid7(), SOUND), desk.keep_audio(workspace.id, uuid7(), SOUND, of="person")
    (media / f"calls/{workspace.id}/notes.txt").write_text("somebody else's")
    moment = SystemClock().now()
    assert erase_strays(moment=moment) == 0
    assert erase_strays(moment=moment + STRAY_AFTER + timedelta(minutes=1)) == len(lost)
    assert sorted(sounds(media)) == sorted([*kept, media / f"calls/{workspace.id}/notes.txt"])
    assert len(kept) == 2


@pytest.mark.django_db(transaction=True)
def test_the_loop_looks_at_the_sounds_of_every_workspace(workspace, media):
    name = desk.keep_audio(workspace.id, uuid7(), SOUND)
    assert erase_sounds_without_call() == 0
    os.utime(media / name, (0, 0))
    assert erase_sounds_without_call() == 1
    assert sounds(media) == []


def test_who_objected_in_a_call_whose_dialer_was_killed_is_not_called_again(workspace):
    (placing,) = placed()
    desk.oppose(ref(workspace), placing.attempt_id)
    assert interrupt("d1", now=MONDAY) == 1
    row = Prospect.objects.get()
    assert (row.state, row.attempts_made) == ("waiting", 1)
    tomorrow = MONDAY + timedelta(days=1)
    assert claim(placing.trunk_id, Claimant("d2", 100, tomorrow, tomorrow)) == []
    row.refresh_from_db()
    assert (row.state, [reason["code"] for reason in row.last_reasons]) == ("refused", ["suppressed"])


def test_a_result_whose_sound_cannot_be_stored_counts_without_it(workspace, media, settings):
    (placing,) = placed()
    (media / "full").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = media / "full"
    assert desk.finish(ref(workspace), placing.attempt_id, report(), holder="d1")
    row = Prospect.objects.get()
    assert (row.state, row.nature, row.attempts_made) == ("done", "human", 1)
    assert Attempt.objects.get().audio == ""
    assert [each.audio for each in row.extracts.all()] == ["", ""]


def test_a_practice_switchboard_that_objects_in_a_rehearsal_opposes_nobody(workspace):
    (placing,) = placed()
    CallCampaign.objects.update(practice=True)
    desk.oppose(ref(workspace), placing.attempt_id)
    objected = replace(NEW, objected=True)
    assert desk.finish(ref(workspace), placing.attempt_id, report(findings=objected), holder="d1")
    assert Prospect.objects.get().qualification.objected
    assert not Suppression.objects.exists()
