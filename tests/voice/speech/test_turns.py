from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from filon.voice.speech.turns import LONGEST_S, RATE, TOLD_AFTER_S, Began, Ended, Turns

NOISES = (0.0, 8.0, 60.0, 200.0)


def quiet(seconds: float) -> NDArray[np.float64]:
    return np.zeros(int(seconds * RATE))


def voiced(seconds: float, *, loud: float = 2300.0) -> NDArray[np.float64]:
    """Sound that rises and falls four times a second, as syllables do."""
    at = np.arange(int(seconds * RATE)) / RATE
    return np.asarray(loud * np.sqrt(2) * np.sin(2 * np.pi * 180 * at) * (0.55 - 0.45 * np.cos(2 * np.pi * 4 * at)))


def on_line(*parts: NDArray[np.float64], noise: float = 8.0) -> NDArray[np.int16]:
    sound = np.concatenate(parts)
    return np.asarray(sound + np.random.default_rng(3).normal(0, noise, len(sound)), np.int16)


@pytest.mark.parametrize("noise", NOISES)
def test_an_utterance_is_told_when_it_has_lasted_and_when_it_is_over(noise: float) -> None:
    began, ended = Turns().push(on_line(quiet(1), voiced(2), quiet(1), noise=noise))
    assert isinstance(began, Began)
    assert isinstance(ended, Ended)
    assert began.since == ended.start == pytest.approx(0.95, abs=0.08)
    assert ended.end == pytest.approx(3.05, abs=0.1)


def test_they_are_heard_to_begin_while_they_speak() -> None:
    turns = Turns()
    assert turns.push(on_line(quiet(1), voiced(TOLD_AFTER_S - 0.1))) == []
    assert [type(each) for each in turns.push(on_line(voiced(0.3)))] == [Began]
    assert turns.speaking


def test_a_short_word_ends_without_having_begun() -> None:
    (ended,) = Turns().push(on_line(quiet(1), voiced(0.25), quiet(1)))
    assert isinstance(ended, Ended)


def test_a_click_is_nothing() -> None:
    assert Turns().push(on_line(quiet(1), voiced(0.03, loud=9000), quiet(1))) == []


def test_a_breath_within_a_sentence_does_not_end_it() -> None:
    found = Turns().push(on_line(quiet(1), voiced(1), quiet(0.35), voiced(1), quiet(1)))
    assert [type(each) for each in found] == [Began, Ended]


def test_who_speaks_at_once_is_heard_from_the_start() -> None:
    began, _ = Turns().push(on_line(voiced(1.5), quiet(1)))
    assert began == Began(since=0.0)


def test_a_tone_ends_and_is_the_line_until_it_stops() -> None:
    tone = 2600 * np.sqrt(2) * np.sin(2 * np.pi * 440 * np.arange(40 * RATE) / RATE)
    turns = Turns()
    found = turns.push(on_line(quiet(1), tone))
    assert [each for each in found if isinstance(each, Ended)] == [
        Ended(0.9, pytest.approx(1 + LONGEST_S, abs=0.1), cut=True)
    ]
    assert [type(each) for each in turns.push(on_line(quiet(4), voiced(1), quiet(1)))] == [Began, Ended]


def test_what_was_being_said_at_the_end_of_a_call_is_told() -> None:
    turns = Turns()
    turns.push(on_line(quiet(1), voiced(1)))
    assert [type(each) for each in turns.finish()] == [Ended]
    assert turns.finish() == []


def test_two_clicks_are_no_utterance() -> None:
    turns = Turns()
    assert turns.push(on_line(quiet(1), voiced(0.06), quiet(0.36), voiced(0.02), quiet(2))) == []
    assert not turns.speaking


sounds = st.lists(
    st.tuples(st.sampled_from(["quiet", "voiced"]), st.floats(0.02, 3)), min_size=1, max_size=8
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(parts=sounds, noise=st.sampled_from(NOISES), cuts=st.lists(st.integers(1, 5000), min_size=1, max_size=20))
def test_how_the_sound_is_cut_changes_nothing(parts: list[tuple[str, float]], noise: float, cuts: list[int]) -> None:
    sound = on_line(*(voiced(s) if kind == "voiced" else quiet(s) for kind, s in parts), noise=noise)
    turns, found, at, turn = Turns(), [], 0, 0
    while at < len(sound):
        found += turns.push(sound[at : at + cuts[turn % len(cuts)]])
        at, turn = at + cuts[turn % len(cuts)], turn + 1
    assert found == Turns().push(sound)


@settings(max_examples=40, deadline=None)
@given(parts=sounds, noise=st.sampled_from(NOISES))
def test_utterances_follow_one_another_within_the_sound(parts: list[tuple[str, float]], noise: float) -> None:
    sound = on_line(*(voiced(s) if kind == "voiced" else quiet(s) for kind, s in parts), noise=noise)
    turns = Turns()
    ended = [each for each in (*turns.push(sound), *turns.finish()) if isinstance(each, Ended)]
    assert all(0 <= each.start < each.end <= len(sound) / RATE for each in ended)
    assert all(first.end <= second.start for first, second in pairwise(ended))
    assert all(each.end - each.start <= LONGEST_S + 0.7 for each in ended)


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.tuples(st.sampled_from(["quiet", "voiced"]), st.floats(0.02, 0.6)), min_size=1, max_size=20))
def test_whoever_began_ends_before_the_next_begins(parts: list[tuple[str, float]]) -> None:
    turns = Turns()
    found = turns.push(
        on_line(quiet(0.5), *(voiced(s) if kind == "voiced" else quiet(s) for kind, s in parts), quiet(2))
    )
    kinds = [type(each) for each in [*found, *turns.finish()]]
    open_ = False
    for kind in kinds:
        assert not (kind is Began and open_)
        open_ = kind is Began
    assert not open_
