"""Frames described together or alone give the same numbers, whatever the samples."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.voice.listen.sounds import tone

from filon.voice.listen.features import (
    BANDS,
    COLOURS,
    FRAME,
    FULL_SCALE,
    HIGH,
    LINE_REACH,
    LOW,
    PITCH_LAGS,
    RATE,
    TAIL,
    WIDTH,
    WINDOW,
    Column,
    describe,
    describe_clip,
    powers,
    step,
)

SAMPLES = arrays(np.int16, st.integers(0, 1200))


@given(SAMPLES)
@settings(max_examples=60, deadline=None)
def test_any_samples_give_finite_numbers(samples: np.ndarray) -> None:
    rows = describe_clip(samples)

    assert rows.shape == (len(samples) // FRAME, WIDTH)
    assert np.isfinite(rows).all()


def test_a_batch_of_calls_equals_each_call_alone() -> None:
    calls = np.random.default_rng(3).integers(-9000, 9000, (7, FRAME * 6)).astype(np.int16)
    tails = np.zeros((7, TAIL), np.int16)
    heard = []

    for start in range(0, FRAME * 6, FRAME * 2):
        rows, tails = step(tails, calls[:, start : start + FRAME * 2])
        heard.append(rows)

    together = np.concatenate(heard, axis=1)
    for call, rows in zip(calls, together, strict=True):
        np.testing.assert_allclose(rows, describe_clip(call), rtol=1e-4, atol=1e-3)


def test_half_the_loudness_is_six_decibels_and_nothing_else() -> None:
    loud, soft = (describe_clip(tone(700, 1210, seconds=0.5, volume=v))[3] for v in (6000, 3000))

    assert abs(loud[Column.LEVEL] - soft[Column.LEVEL] - 6.02) < 0.05
    assert abs(loud[Column.PEAK] - soft[Column.PEAK]) < 1
    assert abs(loud[Column.LINES] - soft[Column.LINES]) < 0.01


@given(st.floats(300, 3400))
@settings(max_examples=40, deadline=None)
def test_the_frequency_of_a_line_is_read_within_one_percent(frequency: float) -> None:
    row = describe_clip(tone(frequency, seconds=0.2))[5]

    assert abs(row[Column.PEAK] - frequency) < max(5, 0.01 * frequency)
    assert row[Column.LINE] > 0.95


def noises(count: int) -> np.ndarray:
    """Windows of noise with a hum that a voice could make."""
    rng, time = np.random.default_rng(11), np.arange(WINDOW) / RATE
    hums = [sum(np.sin(2 * np.pi * k * f * time) for k in range(1, 9)) for f in rng.uniform(90, 350, count)]
    return (900 * np.array(hums) + rng.normal(0, 400, (count, WINDOW))).astype(np.int16)


def test_the_numbers_are_those_of_a_fourier_transform() -> None:
    windows = noises(200)
    power = np.abs(np.fft.rfft(windows * np.hanning(WINDOW) / FULL_SCALE)) ** 2
    power[:, :LOW] = power[:, HIGH:] = 0
    edges = np.round(LOW * (HIGH / LOW) ** (np.arange(BANDS + 1) / BANDS)).astype(int)
    bands = np.stack([power[:, a:b].mean(axis=1) for a, b in pairwise(edges)], axis=1)
    own = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(WINDOW), 2 * WINDOW)) ** 2)[:WINDOW]
    alike = np.fft.irfft(power) / (own / own[0])
    alike = alike[:, PITCH_LAGS] / alike[:, :1]
    whole = power.sum(axis=1)

    rows = describe(windows)

    level = 10 * np.log10(whole * 2 / (WINDOW * (np.hanning(WINDOW) ** 2).sum()))
    np.testing.assert_allclose(rows[:, Column.LEVEL], level, atol=1e-4)
    np.testing.assert_allclose(rows[:, COLOURS], 10 * np.log10(bands / whole[:, None] + 1e-6), atol=1e-3)
    np.testing.assert_allclose(rows[:, Column.VOICING], np.clip(alike.max(axis=1), 0, 1), atol=1e-5)
    np.testing.assert_allclose(rows[:, Column.PITCH], RATE / (alike.argmax(axis=1) + PITCH_LAGS.start), rtol=1e-6)
    top = power.argmax(axis=1)
    line = sum(power[np.arange(len(top)), top + step] for step in range(-2, 3)) / whole
    np.testing.assert_allclose(rows[:, Column.LINE], line, atol=1e-5)
    assert (np.abs(rows[:, Column.PEAK] - top * RATE / WINDOW) <= RATE / WINDOW).all()


@given(arrays(np.int16, (2, WINDOW)))
@settings(max_examples=60, deadline=None)
def test_the_bins_of_any_window_have_the_power_that_a_fourier_transform_gives(windows: np.ndarray) -> None:
    power = np.abs(np.fft.rfft(windows * np.hanning(WINDOW) / FULL_SCALE)) ** 2

    found = powers(windows)

    np.testing.assert_allclose(found[:, LINE_REACH:-LINE_REACH], power[:, LOW:HIGH], atol=1e-5 * power.max() + 1e-9)
    assert not found[:, :LINE_REACH].any()
    assert not found[:, -LINE_REACH:].any()


def test_no_sound_at_all_has_no_line_no_voice_and_no_level() -> None:
    row = describe(np.zeros((1, WINDOW), np.int16))[0]

    assert row[[Column.LEVEL, Column.LINE, Column.LINES, Column.VOICING]].tolist() == [-100, 0, 0, 0]
    assert np.isfinite(row).all()
