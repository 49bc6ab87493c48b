"""Signals are recognised in noise, and patterns are told apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.voice.listen.sounds import Samples, chain, french_ringing, noisy, quiet, tone

from filon.voice.listen.features import describe_clip
from filon.voice.listen.tones import (
    Tone,
    busy_pattern,
    fax_answer,
    fax_call,
    find_tones,
    may_ring,
    ring_bursts,
    special_information,
)

BRITISH = (tone(400, 450, seconds=0.4, volume=3000), quiet(0.2), tone(400, 450, seconds=0.4, volume=3000), quiet(2))
AMERICAN = (tone(440, 480, seconds=2, volume=3000), quiet(4))


def tones(samples: Samples) -> list[Tone]:
    return find_tones(describe_clip(samples))


@given(st.floats(350, 2300), st.floats(0.2, 1.5), st.integers(0, 50))
@settings(max_examples=40, deadline=None)
def test_a_beep_is_heard_fifteen_decibels_above_the_noise(frequency: float, seconds: float, seed: int) -> None:
    [heard] = tones(noisy(chain(quiet(0.6), tone(frequency, seconds=seconds), quiet(0.6)), snr=15, seed=seed))

    assert abs(heard.low - frequency) < 0.02 * frequency
    assert abs(heard.length - seconds) < 0.07
    assert heard.steady


def test_noise_is_no_tone() -> None:
    assert not tones(np.random.default_rng(2).normal(0, 3000, 8000 * 10).astype(np.int16))


@pytest.mark.parametrize("first", [0, 1], ids=["whole", "begun_late"])
def test_three_rising_tones_are_special_information(first: int) -> None:
    rising = [tone(f, seconds=0.33) for f in (950, 1400, 1800)]

    assert special_information(tones(noisy(chain(quiet(0.3), *rising[first:], quiet(1)), snr=20)))


def test_falling_tones_are_not_special_information() -> None:
    assert not special_information(tones(chain(*[tone(f, seconds=0.33) for f in (1800, 1400, 950)], quiet(1))))


def test_a_fax_that_answers_and_one_that_calls() -> None:
    assert fax_answer(tones(noisy(chain(quiet(1), tone(2100, seconds=2.6)), snr=15)))
    calling = [chain(tone(1100, seconds=0.5), quiet(3)) for _ in range(2)]
    assert fax_call(tones(noisy(chain(*calling), snr=15)))
    assert not fax_call(tones(chain(tone(1100, seconds=0.5), quiet(1), tone(1100, seconds=0.5), quiet(1))))


@pytest.mark.parametrize(
    ("frequencies", "on", "off"),
    [((440,), 0.5, 0.5), ((425,), 0.2, 0.2), ((400,), 0.375, 0.375), ((480, 620), 0.5, 0.5), ((480, 620), 0.25, 0.25)],
)
def test_busy_and_congestion(frequencies: tuple[float, ...], on: float, off: float) -> None:
    sound = chain(*[chain(tone(*frequencies, seconds=on, volume=3000), quiet(off)) for _ in range(6)])

    assert busy_pattern(tones(noisy(sound, snr=18)))
    assert not busy_pattern(tones(sound[: int(3 * (on + off) * 8000)]))


@pytest.mark.parametrize("cycle", [BRITISH, AMERICAN, (french_ringing(1),)], ids=["uk", "us", "fr"])
def test_ringing_of_three_countries_is_one_row_of_bursts(cycle: tuple[Samples, ...]) -> None:
    heard = tones(noisy(chain(*cycle * 3), snr=20))

    assert len(ring_bursts(heard)) == 3 * (len(cycle) // 2 or 1)
    assert not busy_pattern(heard)


def test_a_tone_may_be_ringing_until_the_next_burst_is_overdue() -> None:
    heard = tones(chain(tone(440, seconds=1.5), quiet(8)))

    assert may_ring(heard, now=4.0)
    assert not may_ring(heard, now=9.0)
