"""Whoever wants no more calls is heard, however they say it (compliance: the right to object)."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.voice.dialogue.playing import paul, play

from filon.voice.dialogue.findings import Verdict
from filon.voice.dialogue.intents import Ears
from filon.voice.dialogue.meanings import Intent
from filon.voice.dialogue.script import script
from filon.voice.dialogue.snapping import Known
from filon.voice.speech.transcript import Transcript

SENTENCES = tomllib.loads(Path(__file__).with_name("objections.toml").read_text(encoding="utf-8"))
OBJECTS = [(language, sentence) for language, lists in SENTENCES.items() for sentence in lists["objects"]]
PERHAPS = [(language, sentence) for language, lists in SENTENCES.items() for sentence in lists["perhaps"]]
OTHER = [(language, sentence) for language, lists in SENTENCES.items() for sentence in lists["other"]]


ASKED_BACK = {"fr": "Dois-je noter", "en": "Shall I note", "es": "¿Anoto"}
YES_NO = {"fr": ("oui", "non"), "en": ("yes", "no"), "es": ("sí", "no")}


def means(language: str, sentence: str, *intents: Intent) -> bool:
    ears = Ears(script(language), paul(language), Known("Paul Martin", "Axonia", "axonia.example", "", language))
    return ears.read(Transcript(sentence)).means(*intents)


@pytest.mark.parametrize(("language", "sentence"), OBJECTS)
def test_a_wish_for_no_more_calls_is_heard(language: str, sentence: str) -> None:
    assert means(language, sentence, Intent.OBJECTION)


@pytest.mark.parametrize(("language", "sentence"), PERHAPS)
def test_what_may_be_such_a_wish_is_asked_back(language: str, sentence: str) -> None:
    played = play(paul(language), [sentence, YES_NO[language][0]])

    assert ASKED_BACK[language] in played.said[2]
    assert played.dialogue.findings().objected


@pytest.mark.parametrize(("language", "sentence"), OTHER)
def test_what_asks_for_another_moment_or_spells_is_no_objection(language: str, sentence: str) -> None:
    assert not means(language, sentence, Intent.OBJECTION, Intent.DISPLEASED)


@pytest.mark.parametrize(("language", "stop"), [("fr", "Oui, stop."), ("en", "Yes, stop."), ("es", "Sí, basta ya.")])
def test_the_word_that_the_disclosure_offers_ends_the_call(language: str, stop: str) -> None:
    played = play(paul(language), [stop])

    assert played.dialogue.findings().objected
    assert len(played.said) == 3  # the disclosure, the question, the excuse


NOBODY_WANTS_IT = "chez nous personne ne veut de ces machines"


@pytest.mark.parametrize(
    "answer", ["oui", "oui, c'est ça", "je ne veux plus d'appels", "supprimez tout ce que vous avez", "arnaque"]
)
def test_whoever_is_asked_and_does_not_say_no_wants_no_more_calls(answer: str) -> None:
    played = play(paul(), [NOBODY_WANTS_IT, answer])

    assert played.dialogue.findings().objected
    assert "Vous ne serez plus appelé" in played.said[-1]


def test_who_is_asked_twice_and_not_understood_is_not_called_again() -> None:
    played = play(paul(), [NOBODY_WANTS_IT, "la belle mer bleue", "le train de nuit"])

    assert played.dialogue.findings().objected


def test_who_says_no_is_asked_on_and_not_a_second_time() -> None:
    played = play(paul(), [NOBODY_WANTS_IT, "non", "il travaille toujours ici", NOBODY_WANTS_IT])
    found = played.dialogue.findings()

    assert not found.objected
    assert "displeased" in found.advice
    assert sum("Dois-je noter" in said or "ne vous appelions plus" in said for said in played.said) == 1
    assert found.person.verdict is Verdict.VALIDATED


def test_who_was_not_understood_twice_hears_how_to_object() -> None:
    played = play(paul(), ["la belle mer bleue", "le train de nuit"])

    assert any("dites « stop »" in said for said in played.said[2:])
