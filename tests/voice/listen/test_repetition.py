"""A recording that comes round again is told from somebody who speaks again."""

from __future__ import annotations

import numpy as np
from tests.voice.listen.sounds import Samples, chain, quiet

from filon.voice.listen.features import Column, describe_clip
from filon.voice.listen.repetition import Repetition, repetition


def babbled(seed: int, *, syllables: int = 14) -> Samples:
    """Bursts of two lines each, like nothing else but themselves."""
    rng = np.random.default_rng(seed)
    t = np.arange(1600) / 8000
    pieces = [sum(np.sin(2 * np.pi * f * t) for f in rng.uniform(300, 3200, 2)) * 3000 for _ in range(syllables)]
    return np.concatenate(pieces).astype(np.int16)


def heard(samples: Samples) -> Repetition:
    rows = describe_clip(samples)
    return repetition(rows, active=rows[:, Column.LEVEL] > -60, gate=-60)


def test_an_announcement_played_twice_is_alike_whole_and_at_its_distance() -> None:
    said = babbled(1)

    found = heard(chain(said, quiet(1.0), said, quiet(0.5)))

    assert found.whole > 0.9
    assert abs(found.distance - 3.8) < 0.1
    assert found.length > 2


def test_two_different_sentences_are_not_alike() -> None:
    found = heard(chain(babbled(1), quiet(1.0), babbled(2), quiet(0.5)))

    assert found.whole < 0.6
    assert found.length < 0.5


def test_too_little_speech_says_nothing() -> None:
    assert heard(quiet(5)) == Repetition()
