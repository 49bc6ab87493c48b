"""Drawn speakers are voices that the engine knows, each one another, and only while they are asked for."""

from __future__ import annotations

import os

import pytest

from filon.voice.corpus.drawn import DATA, MORE, SPEAKERS, known, speakers, variant
from filon.voice.corpus.parts import Say
from filon.voice.corpus.speak import NoSpeechEngine, speak
from filon.voice.corpus.voices import Voice


def say(speaker: str) -> Say:
    return Say(text="Laissez un message.", voice=Voice("espeak-ng", f"fr+{speaker}"), rate=160, pitch=50)


def test_every_speaker_is_another() -> None:
    every = SPEAKERS + MORE

    assert len({variant(number).replace(name, "") for number, name in enumerate(every)}) == len(every)


def test_a_drawn_speaker_does_not_sound_like_the_usual_voice_nor_like_another() -> None:
    with speakers():
        first, again, other = (speak(say(name)) for name in (SPEAKERS[0], SPEAKERS[0], SPEAKERS[-1]))

    assert len(first) == len(again)
    assert (first == again).all()
    assert len(first) != len(other) or (first != other).any()


def test_a_drawn_speaker_is_refused_where_the_engine_has_none() -> None:
    with pytest.raises(NoSpeechEngine, match="drawn speaker"):
        speak(say(SPEAKERS[1]))


def test_the_further_speakers_are_there_when_they_are_asked_for_and_the_first_ones_are_not() -> None:
    with speakers(MORE):
        assert known(MORE[-1])
        assert not known(SPEAKERS[0])
        assert len(speak(say(MORE[-1]))) > 0


def test_the_engine_is_left_as_it_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA, raising=False)

    with speakers():
        assert known(SPEAKERS[0])

    assert DATA not in os.environ
    assert not known(SPEAKERS[0])
    assert known("f1")
