"""The network that hears words gives the numbers its training gave, however the sound arrives."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.voice.listen.sounds import noisy, tone

from filon.voice.listen.features import describe_clip, shades_kept
from filon.voice.listen.words import BLOCK, KINDS, NAMES, Words, listen_to_words

Shades = NDArray[np.uint8]
TOLD: dict[int, dict[int, list[float]]] = {
    1: {5: [0.0376, -0.0053, -0.0313, 0.0024, 0.0046], 23: [-0.0076, -0.0001, -0.0346, 0.0245, 0.1212]},
    2: {5: [-0.0389, -0.0948, -0.0874, 0.2121, -0.3279], 47: [0.0139, 0.1158, 0.1996, -0.5496, -0.0965]},
    3: {23: [0.0165, -0.0238, 0.0053, -0.0144, -0.0146], 47: [-0.0078, 0.001, -0.022, -0.0273, 0.0984]},
}
"""Rows that the layers of `tools/listener_words.py` gave under JAX, with the weights shipped."""


def shades(seed: int, *, frames: int = 192) -> Shades:
    steps = np.random.default_rng(seed).integers(-9, 10, (frames, 24))
    return np.clip(100 + np.cumsum(steps, axis=0), 0, 255).astype(np.uint8)


def heard(kept: Shades, *, since: int = 0, ends: tuple[int, ...] = ()) -> Words:
    words = Words()
    words.begin(since)
    for end in (*ends, len(kept)):
        listen_to_words([(words, kept[:end], end)])
    return words


@pytest.mark.parametrize("seed", TOLD)
def test_the_numbers_are_those_of_the_framework_it_was_trained_with(seed: int) -> None:
    rows = np.concatenate(heard(shades(seed)).rows)

    for row, numbers in TOLD[seed].items():
        np.testing.assert_allclose(rows[row], numbers, atol=2e-4)


def test_words_heard_in_pieces_and_with_others_are_those_heard_at_once_and_alone() -> None:
    kept = [shades(seed, frames=300) for seed in (4, 5, 6)]
    together = [Words() for _ in kept]
    for words in together:
        words.begin(80)
    for end in (30, 31, 140, 199, 300):
        listen_to_words([(words, each, end) for words, each in zip(together, kept, strict=True)])

    for words, each in zip(together, kept, strict=True):
        np.testing.assert_allclose(words.numbers(), heard(each, since=80).numbers(), atol=1e-4)


def test_a_wait_that_ends_later_begins_the_words_anew() -> None:
    kept = shades(7, frames=400)
    words = heard(kept, since=0)

    words.begin(200)
    assert not words.numbers().any()
    listen_to_words([(words, kept, len(kept))])

    np.testing.assert_array_equal(words.numbers(), heard(kept, since=200).numbers())


def test_what_is_louder_says_the_same() -> None:
    soft, loud = (shades_kept(describe_clip(noisy(tone(700, 1210, seconds=3), snr=20) // part)) for part in (8, 1))

    np.testing.assert_allclose(heard(soft).numbers(), heard(loud).numbers(), atol=0.35)


def test_nothing_is_known_before_a_block_was_heard() -> None:
    words = heard(shades(8, frames=BLOCK - 1))

    assert words.numbers().shape == (len(NAMES),)
    assert not words.numbers().any()


def test_the_chances_of_the_kinds_are_one_in_all() -> None:
    numbers = dict(zip(NAMES, heard(shades(9)).numbers(), strict=True))

    assert abs(sum(numbers[f"words_chance_{kind}"] for kind in KINDS) - 1) < 1e-5
    assert numbers["words_sure"] == max(numbers[f"words_chance_{kind}"] for kind in KINDS)


def test_the_data_of_the_listener_is_small() -> None:
    data = files("filon.voice.listen").joinpath("data")

    assert sum(len(each.read_bytes()) for each in data.iterdir()) < 1_500_000
