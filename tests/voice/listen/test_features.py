"""Frames described together or alone give the same numbers, whatever the samples."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.voice.listen.sounds import tone

from filon.voice.listen.features import FRAME, TAIL, WIDTH, Column, describe_clip, step

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
