"""The closed recogniser over voices, languages and a bad line; figures: `python tools/recogniser_report.py`."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from tests.voice.speech.telephone import said

from filon.voice.speech.practice import PracticeRecogniser
from filon.voice.speech.transcript import Hints, RecogniserDown

PHRASES = {
    "fr": (
        "Oui, c’est bien ça.", "Je ne connais pas cette personne.", "Elle a quitté la société.", "Ne quittez pas.",
        "C’est de la part de qui ?", "Nous ne communiquons pas les adresses.", "Rappelez plus tard.",
    ),
    "en": (
        "Yes, that is correct.", "I do not know this person.", "She left the company.", "Hold on, please.",
        "Who is calling?", "We do not give out email addresses.", "Please call back later.",
    ),
    "es": (
        "Sí, es correcto.", "No conozco a esa persona.", "Dejó la empresa.", "No cuelgue.",
        "¿De parte de quién?", "No damos direcciones de correo.", "Llame más tarde.",
    ),
}  # fmt: skip
SPEAKERS = ("f5", "m3", "m7")
"""None of those that it compares with."""


@pytest.fixture(scope="module")
def recogniser() -> Iterator[PracticeRecogniser]:
    one = PracticeRecogniser()
    yield one
    one.stop()


@pytest.mark.parametrize("language", PHRASES)
def test_nine_sentences_of_ten_are_understood_on_a_bad_line(recogniser: PracticeRecogniser, language: str) -> None:
    hints, right = Hints(PHRASES[language]), []
    for phrase in hints.phrases:
        for speaker in SPEAKERS:
            sound = said(phrase, language=language, speaker=speaker)
            heard = recogniser.transcribe(sound, language=language, hints=hints)
            right.append(heard.text == phrase)
    assert np.mean(right) >= 0.9


def test_words_are_told_with_their_times(recogniser: PracticeRecogniser) -> None:
    sound = said("Je ne connais pas cette personne.", language="fr")
    heard = recogniser.transcribe(sound, language="fr", hints=Hints(PHRASES["fr"]))
    assert [word.text for word in heard.words] == ["Je", "ne", "connais", "pas", "cette", "personne"]
    assert all(0.2 < word.start < word.end < len(sound) / 8_000 for word in heard.words)
    assert 0 < heard.confidence <= 1


def test_noise_and_silence_are_no_phrase(recogniser: PracticeRecogniser) -> None:
    chance, hints = np.random.default_rng(5), Hints(PHRASES["fr"])
    for loud in (0, 30, 300, 3_000):
        noise = chance.normal(0, loud, 16_000).astype(np.int16)
        assert recogniser.transcribe(noise, language="fr", hints=hints).text == ""


def test_another_sentence_is_no_phrase(recogniser: PracticeRecogniser) -> None:
    others = ("La nuit tous les chats sont gris.", "Il fait beau aujourd’hui à Marseille.", "Elle joue du piano.")
    for speaker in SPEAKERS:
        for other in others:
            sound = said(other, language="fr", speaker=speaker)
            assert recogniser.transcribe(sound, language="fr", hints=Hints(PHRASES["fr"])).text == ""


def test_phrases_may_be_learnt_beforehand(recogniser: PracticeRecogniser) -> None:
    hints = Hints(("Il est directeur des achats.", "…"))
    recogniser.learn(language="fr", hints=hints)
    recogniser.learn(language="fr", hints=Hints())
    sound = said(hints.phrases[0], language="fr", speaker="m7")
    assert recogniser.transcribe(sound, language="fr", hints=hints).text == hints.phrases[0]


def test_without_hints_or_sound_nothing_is_understood(recogniser: PracticeRecogniser) -> None:
    sound = said("Ne quittez pas.", language="fr")
    assert recogniser.transcribe(sound, language="fr", hints=Hints()).text == ""
    assert recogniser.transcribe(sound, language="fr", hints=Hints(("…", "?"))).text == ""
    assert recogniser.transcribe(sound[:0], language="fr", hints=Hints(PHRASES["fr"])).text == ""


def test_several_calls_share_it(recogniser: PracticeRecogniser) -> None:
    phrases = PHRASES["fr"][:4]
    sounds = [said(phrase, language="fr") for phrase in phrases]
    with ThreadPoolExecutor(4) as calls:
        heard = calls.map(lambda sound: recogniser.transcribe(sound, language="fr", hints=Hints(phrases)), sounds)
    assert [each.text for each in heard] == list(phrases)


def test_after_a_crash_it_understands_again(recogniser: PracticeRecogniser) -> None:
    sound, hints = said("Ne quittez pas.", language="fr"), Hints(PHRASES["fr"])
    recogniser.transcribe(sound, language="fr", hints=hints)
    first = recogniser._child.process_id
    assert first
    os.kill(first, signal.SIGKILL)
    assert recogniser.transcribe(sound, language="fr", hints=hints).text == "Ne quittez pas."
    assert recogniser._child.process_id != first


def test_one_that_does_not_answer_is_down_and_then_there_again(monkeypatch: pytest.MonkeyPatch) -> None:
    sound, hints = said("Ne quittez pas.", language="fr"), Hints(PHRASES["fr"])
    recogniser = PracticeRecogniser()
    recogniser.transcribe(sound, language="fr", hints=hints)
    monkeypatch.setattr(recogniser._child, "_within_s", 0.3)
    process_id = recogniser._child.process_id
    assert process_id
    os.kill(process_id, signal.SIGSTOP)
    with pytest.raises(RecogniserDown, match="took more than"):
        recogniser.transcribe(sound, language="fr", hints=hints)
    monkeypatch.undo()
    assert recogniser.transcribe(sound, language="fr", hints=hints).text == "Ne quittez pas."
    recogniser.stop()
