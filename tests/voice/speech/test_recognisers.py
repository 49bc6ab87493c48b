"""Recognisers that an installation brings, each against a peer that answers what a real one was recorded to answer."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.voice.speech.peers import vosk_peer, web_peer

from filon.voice.speech import web
from filon.voice.speech.recognisers import BadRecogniser, recogniser_from, understands
from filon.voice.speech.spec import address
from filon.voice.speech.transcript import Hints, RecogniserDown, Transcriber, Word

SOUND = (np.sin(np.arange(16_000) / 3) * 3_000).astype(np.int16)
WHISPER = {
    "task": "transcribe",
    "language": "french",
    "duration": 1.9,
    "text": " Oui, c'est bien l'adresse.",
    "segments": [{"id": 0, "start": 0.0, "end": 1.9, "text": " Oui, c'est bien l'adresse.", "avg_logprob": -0.105}],
    "words": [{"word": " Oui", "start": 0.1, "end": 0.4}, {"word": " c'est", "start": 0.5, "end": 0.7}],
}
VOSK = {
    "result": [
        {"conf": 0.9, "end": 0.6, "start": 0.12, "word": "oui"},
        {"conf": 0.7, "end": 1.1, "start": 0.66, "word": "bonjour"},
    ],
    "text": "oui bonjour",
}


def made(spec: str) -> Transcriber:
    recogniser = recogniser_from(spec)
    assert recogniser is not None
    return recogniser


def test_no_spec_no_recogniser() -> None:
    assert recogniser_from(" ") is None


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("large-v3", "expected one of vosk:/path"),
        ("whisper:large-v3", "no folder of this machine"),
        ("vosk:models/fr", "by its whole path"),
        ("vosk:/nowhere/fr", "/nowhere/fr is no folder"),
        ("fr=vosk:/nowhere,de=vosk:/nowhere", "no folder|expected each of fr, en, es once"),
        ("de=https://host.test/x", "expected each of fr, en, es once"),
        ("fr=https://host.test/x,fr=https://host.test/y", "once"),
        ("https:///v1/audio", "expected the address of a server"),
        ("https://host.test:99999999/v1", "expected the address of a server"),
        ("https://host.test/v1#modell=x", "expected model after the #"),
    ],
)
def test_a_spec_that_names_none_is_refused_with_what_to_do(spec: str, says: str) -> None:
    with pytest.raises(BadRecogniser, match=says):
        recogniser_from(spec)


@pytest.mark.parametrize("engine", ["vosk", "sherpa", "whisper"])
def test_a_package_that_is_missing_is_named(engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("filon.voice.speech.local.find_spec", lambda name: None)
    with pytest.raises(BadRecogniser, match="pip install"):
        recogniser_from(f"{engine}:{tmp_path}")


def test_a_key_is_sent_and_never_shown() -> None:
    there = address("https://:sk-%2Fsecret@[2001:db8::1]:8443/v1?x=1#model=m", known=("model",))
    assert (there.url, there.key) == ("https://[2001:db8::1]:8443/v1?x=1", "sk-/secret")
    assert "secret" not in repr(there)
    with pytest.raises(BadRecogniser) as refusal:
        recogniser_from("https://:sk-secret@/v1")
    assert "secret" not in str(refusal.value)


def test_an_openai_server_is_sent_a_wav_and_what_is_likely() -> None:
    with web_peer(json.dumps(WHISPER).encode()) as (url, asked):
        recogniser = made(f"{url.replace('//', '//:key@')}/v1/audio/transcriptions#model=small")
        heard = recogniser.transcribe(SOUND, language="fr", hints=Hints(("oui",), ("Jean Dupont", "acme.example")))
    form = asked.parts()
    assert asked.paths == ["/v1/audio/transcriptions"]
    assert asked.keys == ["Bearer key"]
    assert form["model"] == b"small"
    assert form["language"] == b"fr"
    assert form["prompt"] == b"Jean Dupont, acme.example"
    assert form["file"][:4] == b"RIFF"
    assert form["file"][44:] == SOUND.tobytes()
    assert heard.text == "Oui, c'est bien l'adresse."
    assert heard.confidence == pytest.approx(0.9, abs=0.001)
    assert heard.words == (Word("Oui", 0.1, 0.4), Word("c'est", 0.5, 0.7))
    assert recogniser.name == "small"
    assert not recogniser.closed


def test_a_server_that_tells_text_alone_is_enough() -> None:
    with web_peer(b'{"text": "oui"}') as (url, _):
        heard = made(url).transcribe(SOUND, language="fr", hints=Hints())
    assert (heard.text, heard.words) == ("oui", ())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b'{"text": null}', ""),
        (b'{"text": "oui", "words": [{"word": "oui"}]}', "oui"),
        (b'{"text": "oui", "segments": [{"avg_logprob": NaN}]}', "oui"),
        (b'{"text": "' + b"a" * 9_000_000 + b'"}', "a" * 2_000),
    ],
)
def test_a_server_that_tells_less_or_more_than_was_asked_is_heard(body: bytes, text: str) -> None:
    with web_peer(body) as (url, _):
        heard = made(url).transcribe(SOUND, language="fr", hints=Hints())
    assert (heard.text, heard.words) == (text, ())
    assert 0.0 <= heard.confidence <= 1.0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"text": ["oui"]}', 200),
        pytest.param(b'{"text": "oui", "segments": [{"avg_logprob": ' + b"9" * 400 + b"}]}", 200, id="no number"),
        pytest.param(b"[" * 100_000, 200, id="lists without end"),
        (b"{}", 500),
        (b"<html>", 200),
        (b"[]", 200),
        (b'{"words": []}', 200),
        (b'{"text": "oui", "words": [{"word": "oui", "start": -1, "end": "x"}]}', 200),
        (b'{"text": "oui", "segments": [7]}', 200),
        (b'{"text": "oui"}', 302),
    ],
)
def test_a_server_that_answers_nonsense_is_down(body: bytes, status: int) -> None:
    with web_peer(body, status=status) as (url, asked):
        with pytest.raises(RecogniserDown):
            made(url).transcribe(SOUND, language="fr", hints=Hints())
        assert len(asked.paths) == 1


def test_a_server_whose_answer_never_ends_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "WHOLE_S", 0.3)
    with web_peer(b'{"text": "oui"}' + b" " * 400, drips=0.02) as (url, asked):
        with pytest.raises(RecogniserDown):
            made(url).transcribe(SOUND, language="fr", hints=Hints())
        assert len(asked.paths) == 1


def test_a_server_that_is_not_there_is_down() -> None:
    for scheme in ("http", "ws"):
        with pytest.raises(RecogniserDown):
            made(f"{scheme}://127.0.0.1:1/").transcribe(SOUND, language="fr", hints=Hints())


def test_a_vosk_server_hears_the_whole_utterance() -> None:
    with vosk_peer(VOSK) as (url, recorded):
        heard = made(url).transcribe(SOUND, language="fr", hints=Hints())
    assert recorded.texts == [{"config": {"sample_rate": 8000, "words": True}}, {"eof": 1}]
    assert recorded.sound == SOUND.tobytes()
    assert heard.text == "oui bonjour"
    assert heard.confidence == pytest.approx(0.8)
    assert heard.words[1] == Word("bonjour", 0.66, 1.1, 0.7)


def test_a_peer_that_is_no_websocket_is_down() -> None:
    with vosk_peer(VOSK, accept=False) as (url, _), pytest.raises(RecogniserDown, match="no WebSocket"):
        made(url).transcribe(SOUND, language="fr", hints=Hints())


def test_each_language_has_its_own() -> None:
    with web_peer(b'{"text": "oui"}') as (french, _), web_peer(b'{"text": "yes"}') as (english, _):
        recogniser = made(f"fr={french}, en={english}/v1#model=small.en")
        assert recogniser.transcribe(SOUND, language="fr", hints=Hints()).text == "oui"
        assert recogniser.transcribe(SOUND, language="en", hints=Hints()).text == "yes"
        with pytest.raises(RecogniserDown, match="add es="):
            recogniser.transcribe(SOUND, language="es", hints=Hints())
    assert [understands(recogniser, language) for language in ("fr", "en", "es")] == [True, True, False]
    assert recogniser.name == "whisper-1, small.en"
