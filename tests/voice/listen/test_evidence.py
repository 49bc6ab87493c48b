from __future__ import annotations

import numpy as np
import pytest

from filon.voice.listen.evidence import fact
from filon.voice.listen.segments import Segments
from filon.voice.listen.summary import NAMES, Summary

TURNS = ((10, 210),)


def told(group: str, *, turns: tuple[tuple[int, int], ...] = TURNS, **numbers: float) -> tuple[str, float]:
    speech = Segments(np.ones(400, bool), gate=0.0, pieces=turns, utterances=turns)
    name, value, _at = fact(group, Summary(dict.fromkeys(NAMES, 0.0) | numbers, speech), tones=[], now=4.0)
    return name, value


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({"again_length": 3.0, "again_share": 0.8}, ("repeats_itself", 3.0)),
        ({"again_length": 0.3, "again_share": 0.4}, ("words_come_back", 0.4)),
        ({"again_length": 0.0, "again_share": 0.04}, ("nothing_repeats", 0.04)),
    ],
)
def test_nothing_is_said_to_repeat_itself_where_nothing_does(
    numbers: dict[str, float], expected: tuple[str, float]
) -> None:
    assert told("repetition", **numbers) == expected


def test_whoever_speaks_on_waits_for_nobody() -> None:
    assert told("waits_for_us", quiet_now=0.0) == ("speaks_on", 0.0)
    assert told("waits_for_us", quiet_now=0.8) == ("silence_after_speech", 0.8)
    assert told("waits_for_us", turns=(), quiet_now=4.0) == ("silence", 4.0)


def test_tones_are_told_where_there_are_any() -> None:
    assert told("tones", tone_seconds=0.0) == ("no_tones", 0.0)
    assert told("tones", tone_seconds=1.2) == ("tones", 1.2)


def test_without_speech_there_is_no_first_utterance() -> None:
    assert told("greeting_length", turns=(), first_turn=0.0) == ("no_speech", 4.0)
    assert told("greeting_length", first_turn=2.0) == ("first_utterance", 2.0)
