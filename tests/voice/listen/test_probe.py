"""What the far end does when our sentence is played."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.voice.listen.sounds import Samples, chain, quiet, tone

from filon.voice.listen.features import describe_clip
from filon.voice.listen.probe import ODDS, Played, ProbeAnswer, Reaction, reaction, wanted, weigh

PLAYED = Played(start=4.0, end=6.0)


def talk(seconds: float) -> Samples:
    """Four syllables a second."""
    return chain(*[chain(tone(500, 1300, seconds=0.15), quiet(0.1)) for _ in range(int(seconds * 4))])


@pytest.mark.parametrize(
    ("far_end", "expected"),
    [
        ((quiet(0.5), talk(4.0), quiet(3.0)), "stopped"),
        ((quiet(0.5), talk(9.0)), "went_on"),
        ((quiet(0.5), talk(1.5), quiet(5.0), talk(1.0), quiet(0.5)), "answered"),
        ((quiet(0.5), talk(1.5), quiet(8.0)), "silent"),
    ],
)
def test_the_four_reactions(far_end: tuple[Samples, ...], expected: Reaction) -> None:
    answer = reaction(describe_clip(chain(*far_end)), played=PLAYED)

    assert answer is not None
    assert answer.reaction == expected


def test_nothing_is_said_before_our_sentence_ends() -> None:
    assert reaction(describe_clip(chain(quiet(0.5), talk(1.5), quiet(3.0))), played=PLAYED) is None


@given(st.lists(st.floats(0.01, 1), min_size=3, max_size=3), st.sampled_from(sorted(ODDS)))
def test_the_odds_of_a_person_rise_or_fall_and_all_still_sum_to_one(raw: list[float], seen: Reaction) -> None:
    before = (np.array(raw) / sum(raw)).astype(np.float32)

    after = weigh(before, classes=("human", "voicemail", "ivr"), answer=ProbeAnswer(seen, 7.0))

    assert abs(float(after.sum()) - 1) < 1e-5
    assert (after[0] >= before[0]) == (ODDS[seen] > 1)


def test_a_probe_is_played_late_politely_and_only_in_doubt() -> None:
    doubt = {"human": 0.5, "voicemail": 0.45}

    assert wanted(doubt, heard=9, quiet=1.5, turn=2)
    assert not wanted(doubt, heard=5, quiet=1.5, turn=2)
    assert not wanted(doubt, heard=9, quiet=0.1, turn=2)
    assert not wanted({"human": 0.05, "ivr": 0.7}, heard=9, quiet=1.5, turn=2)
