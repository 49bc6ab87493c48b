from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.calls.reachability import USUAL, Observed, Weights, level, score, weights_of
from filon.calls.states import Level, Nature

NATURES = st.sampled_from(list(Nature))
SECONDS = st.none() | st.floats(0, 600)


@pytest.mark.parametrize(
    ("seen", "points"),
    [
        (Observed("human", 1, hold_s=4), 100),
        (Observed("human", 2, hold_s=10), 85),
        (Observed("human", 1, hold_s=65), 80),
        (Observed("human", 3, hold_s=120), 30),
        (Observed("ivr", 1), 48),
        (Observed("voicemail", 3), 14),
        (Observed("silence", 2), 27),
        (Observed("no_answer", 3), 0),
        (Observed("unassigned", 1), 0),
        (Observed("busy", 3), 0),
    ],
)
def test_a_st_2_the_usual_weights(seen, points):
    assert score(seen).value == points


@given(NATURES, st.integers(0, 5), SECONDS, SECONDS)
def test_st_91_the_score_is_the_sum_of_its_parts_and_within_its_range(nature, attempts, hold_s, ring_s):
    found = score(Observed(nature, attempts, hold_s, ring_s))
    assert 0 <= found.value <= 100
    assert found.value == round(sum(part.points for part in found.parts))
    assert found == score(Observed(nature, attempts, hold_s, ring_s))


@given(st.floats(0, 300), st.floats(0, 300))
def test_st_44_a_longer_wait_is_never_worth_more(one, other):
    short, long = sorted((one, other))
    assert score(Observed("human", 1, short)).value >= score(Observed("human", 1, long)).value


@given(NATURES, SECONDS)
def test_st_43_a_later_attempt_is_never_worth_more(nature, hold_s):
    values = [score(Observed(nature, attempt, hold_s)).value for attempt in (1, 2, 3)]
    assert values == sorted(values, reverse=True)


def test_a_st_1_the_time_before_the_pick_up_counts_only_when_asked_for():
    slow, quick = Observed("human", 1, 5, ring_s=60), Observed("human", 1, 5, ring_s=3)
    assert score(slow).value == score(quick).value == 100
    weights = weights_of({"ring": 25})
    assert score(quick, weights).value == 100
    assert score(slow, weights).value == 80


@given(st.dictionaries(st.sampled_from([*Nature]), st.floats(0, 100)), st.floats(0, 100))
def test_weights_come_back_from_where_they_are_kept(nature, hold):
    weights = Weights(hold=hold, nature={**USUAL.nature, **nature})
    assert weights_of(weights.stored()) == weights
    assert USUAL.stored() == {}


@pytest.mark.parametrize(
    "stored",
    [{"hold": -1}, {"hold": 101}, {"attempts": [1]}, {"nature": {"robot": 3}}, {"hold_full_s": 200}],
)
def test_weights_that_mean_nothing_are_refused(stored):
    with pytest.raises(ValueError):
        weights_of(stored)


@given(NATURES, st.integers(0, 100))
def test_a_st_9_only_a_human_is_worth_calling(nature, points):
    expected = Level.NEVER if nature != Nature.HUMAN else Level.FIRST if points >= 70 else Level.LATER
    assert level(nature, points) is expected
