from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.voice.speech.telephone import over_line

from filon.voice.speech.cepstra import FRAME_S, Frames, described
from filon.voice.speech.warping import distances, path

lengths = st.integers(2, 40)


def frames(count: int, *, seed: int) -> Frames:
    return np.random.default_rng(seed).normal(0, 1, (count, 26)).astype(np.float32)


@given(count=lengths, seed=st.integers(0, 99))
def test_what_is_the_same_is_at_no_distance(count: int, seed: int) -> None:
    one = frames(count, seed=seed)
    (same, other) = distances(one, [one, frames(count, seed=seed + 1)])
    assert same == pytest.approx(0, abs=0.01)
    assert other > same
    assert path(one, one) == list(range(count))


@given(count=lengths, factor=st.sampled_from([1.5, 2.0]), seed=st.integers(0, 99))
def test_the_pace_counts_little(count: int, factor: float, seed: int) -> None:
    one = frames(count, seed=seed)
    slower = one[(np.arange(int(count * factor)) / factor).astype(int)]
    (near,) = distances(slower, [one])
    assert near < 0.6


@given(counts=st.tuples(lengths, lengths), seed=st.integers(0, 99))
def test_a_path_goes_from_end_to_end_and_never_back(counts: tuple[int, int], seed: int) -> None:
    found = path(frames(counts[0], seed=seed), frames(counts[1], seed=seed + 1))
    assert len(found) == counts[0]
    assert found[-1] == counts[1] - 1
    assert all(0 <= after - before <= 2 for before, after in pairwise(found))


def test_frames_begin_where_the_sound_does() -> None:
    at = np.arange(8_000) / 8_000
    tone = np.sin(2 * np.pi * 700 * at) * np.sin(2 * np.pi * 2 * at) ** 2
    found, first, varies = described(over_line(np.concatenate([np.zeros(4_000), tone, np.zeros(4_000)])), rate=8_000)
    assert (first * FRAME_S, len(found) * FRAME_S) == (pytest.approx(0.78, abs=0.06), pytest.approx(0.94, abs=0.06))
    assert varies > 5
    assert np.isfinite(found).all()


@pytest.mark.parametrize("count", [0, 100, 600])
def test_too_little_sound_has_no_frames(count: int) -> None:
    found, _, _ = described(np.ones(count, np.int16), rate=8_000)
    assert len(found) == 0
