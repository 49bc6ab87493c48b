"""The seconds of a call that are kept."""

from __future__ import annotations

import numpy as np
import pytest

from filon.calls.asking import RATE
from filon.calls.clips import AROUND_S, changed
from filon.voice.dialogue.findings import Finding, Findings, Verdict

RECORDING = np.arange(20 * RATE, dtype=np.int64).astype(np.int16)


def finding(verdict: Verdict, start: float | None = 5.0, end: float | None = 7.0) -> Finding:
    return Finding(verdict, value="jean.dupont@axonia.example", start=start, end=end, quote="jean point dupont")


def test_st_97_one_clip_for_each_modified_field_around_its_words():
    findings = Findings(
        person=finding(Verdict.VALIDATED), email=finding(Verdict.MODIFIED), phone=finding(Verdict.MODIFIED)
    )
    clips = changed(RECORDING, findings, answered_s=2.0)
    assert [clip.field for clip in clips] == ["email", "phone"]
    first = round((2.0 + 5.0 - AROUND_S) * RATE)
    assert clips[0].sound[0] == RECORDING[first]
    assert (clips[0].start, clips[0].end) == (AROUND_S, AROUND_S + 2.0)
    assert len(clips[0].sound) / RATE == pytest.approx(2.0 + 2 * AROUND_S)
    assert clips[0].quote == "jean point dupont"


@pytest.mark.parametrize("verdict", [each for each in Verdict if each is not Verdict.MODIFIED])
def test_st_54_no_clip_of_what_did_not_change(verdict):
    assert changed(RECORDING, Findings(email=finding(verdict)), answered_s=0.0) == ()


def test_words_at_the_very_beginning_and_beyond_the_end_stay_within_the_sound():
    early = changed(RECORDING, Findings(email=finding(Verdict.MODIFIED, 0.1, 1.0)), answered_s=0.0)[0]
    late = changed(RECORDING, Findings(email=finding(Verdict.MODIFIED, 19.0, 25.0)), answered_s=0.0)[0]
    for clip in (early, late):
        assert 0 <= clip.start < clip.end <= len(clip.sound) / RATE


def test_words_that_were_not_recorded_have_no_clip():
    assert changed(RECORDING, Findings(email=finding(Verdict.MODIFIED, 40.0, 42.0)), answered_s=0.0) == ()
