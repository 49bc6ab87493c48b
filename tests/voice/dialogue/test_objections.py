"""Whoever wants no more calls is heard, however they say it (compliance: the right to object)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.voice.dialogue.playing import paul, play

from filon.voice.dialogue.intents import Ears
from filon.voice.dialogue.meanings import Intent
from filon.voice.dialogue.script import script
from filon.voice.dialogue.snapping import Known
from filon.voice.speech.transcript import Transcript

SENTENCES = tomllib.loads(Path(__file__).with_name("objections.toml").read_text(encoding="utf-8"))
OBJECTS = [(language, sentence) for language, lists in SENTENCES.items() for sentence in lists["objects"]]
OTHER = [(language, sentence) for language, lists in SENTENCES.items() for sentence in lists["other"]]


def objects(language: str, sentence: str) -> bool:
    ears = Ears(script(language), paul(language), Known("Paul Martin", "Axonia", "axonia.example", "", language))
    return ears.read(Transcript(sentence)).means(Intent.OBJECTION)


@pytest.mark.parametrize(("language", "sentence"), OBJECTS)
def test_a_wish_for_no_more_calls_is_heard(language: str, sentence: str) -> None:
    assert objects(language, sentence)


@pytest.mark.parametrize(("language", "sentence"), OTHER)
def test_what_asks_for_another_moment_or_spells_is_no_objection(language: str, sentence: str) -> None:
    assert not objects(language, sentence)


@pytest.mark.parametrize(("language", "stop"), [("fr", "Oui, stop."), ("en", "Yes, stop."), ("es", "Sí, basta ya.")])
def test_the_word_that_the_disclosure_offers_ends_the_call(language: str, stop: str) -> None:
    played = play(paul(language), [stop])

    assert played.dialogue.findings().objected
    assert len(played.said) == 3  # the disclosure, the question, the excuse
