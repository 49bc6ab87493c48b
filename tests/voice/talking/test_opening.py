"""When to begin to speak to whoever answered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from filon.voice.talking.opening import SILENT_S, UNSURE_FROM_S, UNSURE_WAITS_S, WAITS_S, Opening


def after(*spans: tuple[float, float], person: bool = False) -> Opening:
    opening = Opening(person=person)
    for start, end in spans:
        opening.began()
        opening.fell_silent(start, end)
    return opening


def test_a_short_greeting_and_a_pause_is_our_turn():
    opening = after((0.5, 2.0))
    assert not opening.due(2.0 + WAITS_S - 0.1)
    assert opening.due(2.0 + WAITS_S + 0.01)


def test_whoever_says_nothing_is_spoken_to():
    assert not Opening().due(SILENT_S - 0.1)
    assert Opening().due(SILENT_S + 0.01)


def test_nobody_is_interrupted():
    opening = after((0.5, 1.0))
    opening.began()
    assert not opening.due(60.0)


def test_a_long_greeting_waits_for_the_listener_and_not_for_ever():
    opening = after((0.5, 4.0), (4.5, 7.0))
    assert not opening.due(7.0 + WAITS_S)
    assert opening.due(max(UNSURE_FROM_S, 7.0 + UNSURE_WAITS_S) + 0.01)
    assert after((0.5, 4.0), (4.5, 7.0), person=True).due(7.0 + WAITS_S + 0.01)


def test_the_wait_ends_with_the_last_words_before_ours():
    assert after((0.5, 1.0), (30.0, 31.0)).greeted == 30.0


@given(st.lists(st.floats(0.1, 5), min_size=2, max_size=12), st.floats(0, 60))
def test_never_while_they_speak_nor_right_after(lengths, late):
    opening, now = Opening(), 0.0
    for at, length in enumerate(lengths):
        now += length
        if at % 2:
            opening.fell_silent(now - length, now)
        else:
            opening.began()
            assert not opening.due(now + late)
    if opening.ended is not None and not opening.speaking:
        assert not opening.due(opening.ended + WAITS_S / 2)
