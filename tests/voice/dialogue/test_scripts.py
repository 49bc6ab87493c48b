from __future__ import annotations

import string

import pytest

from filon.voice.dialogue.brief import Brief, Person
from filon.voice.dialogue.intents import Ears
from filon.voice.dialogue.meanings import Intent
from filon.voice.dialogue.script import languages, script
from filon.voice.dialogue.snapping import Known
from filon.voice.speech.transcript import Transcript

SLOTS = {"other": "Claire Fontaine", "person": "Paul Martin", "company": "Axonia"}
BESIDE = {
    Intent.GREETING: {Intent.YES, Intent.ASKS_WHY},
    Intent.NAMED: {Intent.YES},
    Intent.TITLE: {Intent.PRESENT},
}
"""« Oui, bonjour » greets, and may mean yes: the question decides."""


def ears(language: str) -> Ears:
    person = Person(first_name="Paul", last_name="Martin", email="paul.martin@axonia.example")
    brief = Brief(language=language, caller="Durand", person=person, company="Axonia", colleagues=("Claire Fontaine",))
    known = Known("Paul Martin", "Axonia", "axonia.example", person.email, language)
    return Ears(script(language), brief, known)


SAID = [
    (language, intent, sentence)
    for language in languages()
    for intent, heard in script(language).heard.items()
    for sentence in heard.says
]


@pytest.mark.parametrize(("language", "intent", "sentence"), SAID)
def test_every_sentence_means_what_it_stands_under(language: str, intent: Intent, sentence: str) -> None:
    words = script(language)
    reading = ears(language).read(Transcript(sentence.format_map({**SLOTS, "title": words.titles[0]})))

    assert intent in reading.intents
    assert reading.first in {intent, *BESIDE.get(intent, ())}


def test_every_language_has_everything() -> None:
    french = script("fr")

    for language in languages():
        words = script(language)
        assert words.say.keys() == french.say.keys()
        assert set(words.heard) == set(Intent)
        assert [_slots(words.say[key]) for key in french.say] == [_slots(french.say[key]) for key in french.say]


def _slots(wordings: tuple[str, ...]) -> set[str]:
    found = {name for wording in wordings for _, name, _, _ in string.Formatter().parse(wording) if name}
    return found - {"company"}


@pytest.mark.parametrize("language", languages())
def test_the_disclosure_says_all_that_it_must(language: str) -> None:
    (disclosure,) = script(language).say["disclosure"]
    told = {
        "fr": ("assistant vocal automatique", "enregistré par extraits", "stop"),
        "en": ("automatic voice assistant", "recorded", "stop"),
        "es": ("asistente de voz automático", "grabadas", "basta"),
    }[language]

    assert "{caller}" in disclosure
    assert all(part in disclosure for part in told)
    assert "{caller}" in script(language).say["introduce"][0]
