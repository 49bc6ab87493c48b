"""What the dialer writes down of a call with a person, when the call is somebody else's or cannot be written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.calls.full.test_qualifying import NEW, NUMBER, placed

from filon.calls import desk
from filon.calls.desk import TrunkRef
from filon.calls.models import CallCampaign
from filon.calls.outcome import End
from filon.calls.report import CallReport, Clip
from filon.consent.models import Suppression
from filon.consent.queries import Target, is_suppressed
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
    desk.oppose(ref(workspace), placing.phone)
    desk.oppose(ref(workspace), placing.phone)
    assert Suppression.objects.count() == 1
    assert is_suppressed(Target(uuid7(), phone=NUMBER))
