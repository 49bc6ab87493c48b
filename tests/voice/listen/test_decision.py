"""How sure one must be, after how long."""

from __future__ import annotations

import numpy as np
import pytest

from filon.voice.listen.decision import LIGHT, NATURES, Thresholds, choose
from filon.voice.listen.model import load

CLASSES = ("human", "voicemail", "silence", "music")
SURE = Thresholds((4.0, 10.0), dict.fromkeys(CLASSES, (0.9, 0.5)))


def chosen(nature: str, chance: float, *, heard: float, first_turn: float = 1.0) -> str:
    rest = (1 - chance) / (len(CLASSES) - 1)
    chances = np.array([chance if each == nature else rest for each in CLASSES], np.float32)
    told = choose(chances, classes=CLASSES, heard=heard, first_turn=first_turn, thresholds=SURE, limits=LIGHT)
    return told[0] if told else ""


def test_what_is_asked_falls_in_straight_lines_and_stays_flat_outside() -> None:
    assert [SURE.at("human", heard=s) for s in (1, 4, 7, 10, 30)] == pytest.approx([0.9, 0.9, 0.7, 0.5, 0.5])


@pytest.mark.parametrize(
    ("chance", "heard", "told"),
    [
        (0.99, 3.9, ""),
        (0.89, 4.0, ""),
        (0.91, 4.0, "voicemail"),
        (0.6, 7.0, ""),
        (0.71, 7.0, "voicemail"),
        (0.4, LIGHT.latest_s, "voicemail"),
    ],
)
def test_a_machine_is_told_when_it_is_sure_enough_by_then(chance: float, heard: float, told: str) -> None:
    assert chosen("voicemail", chance, heard=heard) == told


def test_nobody_is_a_person_before_the_first_utterance_and_its_pause_are_over() -> None:
    assert chosen("human", 0.99, heard=5.9, first_turn=3.0) == ""
    assert chosen("human", 0.99, heard=6.0, first_turn=3.0) == "human"


def test_an_unsure_person_is_a_machine_at_the_end() -> None:
    assert chosen("human", 0.51, heard=LIGHT.latest_s) == "human"
    assert chosen("human", 0.49, heard=LIGHT.latest_s - 0.1) == ""
    assert chosen("human", 0.49, heard=LIGHT.latest_s) == "voicemail"


def test_silence_takes_thirteen_seconds_and_music_is_never_told_by_chances() -> None:
    assert chosen("silence", 0.99, heard=12.9) == ""
    assert chosen("silence", 0.99, heard=13.0) == "silence"
    assert chosen("music", 0.99, heard=30.0) == ""


def test_the_thresholds_shipped_are_of_natures_and_are_shares() -> None:
    shipped = Thresholds.of(load("nature").settings)

    assert list(shipped.seconds) == sorted(set(shipped.seconds))
    assert shipped.seconds[-1] == LIGHT.latest_s
    assert set(load("nature").classes) <= set(shipped.needed) <= set(NATURES)
    for row in shipped.needed.values():
        assert len(row) == len(shipped.seconds)
        assert all(0 < each <= 1 for each in row)
