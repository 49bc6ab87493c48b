"""How phrases follow and resemble one another."""

from __future__ import annotations

import numpy as np
from tests.voice.listen.sounds import RATE, Samples, chain, noisy, quiet

from filon.voice.listen.features import describe_clip
from filon.voice.listen.summary import Summary, summarise


def heard(samples: Samples) -> Summary:
    return summarise(describe_clip(noisy(samples, snr=35)), tones=[])


def gliding(low: float, high: float, *, seconds: float, seed: int = 0) -> Samples:
    """A buzz of many harmonics whose pitch goes from `low` to `high` Hz, coloured by the seed."""
    t = np.arange(int(seconds * RATE)) / RATE
    pitch = np.cumsum(np.linspace(low, high, len(t))) / RATE * 2 * np.pi
    colours = np.random.default_rng(seed).uniform(0.2, 1, 12)
    swell = 1 + 0.6 * np.sin(2 * np.pi * (3 + seed) * t)
    return (sum(c * np.sin(k * pitch) for k, c in enumerate(colours, start=1)) * swell * 1200).astype(np.int16)


def test_a_question_ends_higher_and_a_statement_lower() -> None:
    question, statement = (heard(chain(quiet(0.5), gliding(140, end, seconds=1.6), quiet(2))) for end in (230, 90))

    assert question.values["closing_pitch"] > 0.1
    assert statement.values["closing_pitch"] < -0.1


def test_phrases_that_begin_alike_are_told_from_others() -> None:
    same = [gliding(150, 120, seconds=0.9, seed=2)] * 3
    others = [gliding(150 - 20 * k, 100 + 30 * k, seconds=0.9, seed=k) for k in range(3)]
    alike, unlike = (
        heard(chain(quiet(0.5), *[part for each in row for part in (each, quiet(0.5))], quiet(1)))
        for row in (same, others)
    )

    assert alike.values["starts_alike"] > 0.9 > unlike.values["starts_alike"]
    assert alike.values["phrase_evenness"] < 0.1
    assert alike.values["pauses"] == 2


def test_the_first_two_utterances_are_compared() -> None:
    long, brief = gliding(130, 120, seconds=3), gliding(130, 160, seconds=0.6)
    values = heard(chain(quiet(0.5), long, quiet(1.5), brief, quiet(2))).values

    assert abs(values["second_turn"] - 0.6) < 0.15
    assert 0.7 < values["turns_differ"] < 0.9
    assert values["third_turn"] == 0


def test_nothing_said_is_no_phrase() -> None:
    values = summarise(describe_clip(quiet(4)), tones=[]).values

    assert values["pauses"] == values["starts_alike"] == values["closing_pitch"] == 0
    assert values["phrase_evenness"] == values["turns_differ"] == -1
