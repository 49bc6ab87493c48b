from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import numpy as np
import pytest
from tests.voice.speech.peers import web_peer

from filon.voice.listen.audio.wav import write_wav
from filon.voice.speech import voices
from filon.voice.speech.voices import LONGEST_CHARACTERS, LOUDEST, BadVoice, EspeakVoice, voice_from

SENTENCE = "Bonjour, ceci est un appel automatique."


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_the_voice_that_comes_with_filon_speaks_three_languages(language: str) -> None:
    sound = voice_from("").say(SENTENCE, language=language)
    assert sound is not None
    assert 8_000 * 1.5 < len(sound) < 8_000 * 6
    assert 1_000 < np.abs(sound.astype(int)).max() <= LOUDEST


@pytest.mark.parametrize("text", ["--version", "-f /etc/hostname", 'a"; rm x; "', "un\0deux", "<speak>trois</speak>"])
def test_any_text_is_said_and_none_is_a_command(text: str) -> None:
    sound = EspeakVoice().say(text, language="fr")
    assert sound is not None
    assert 8_000 * 0.3 < len(sound) < 8_000 * 15


def test_speakers_differ_and_each_says_the_same_again() -> None:
    one, other = (EspeakVoice(speaker).say(SENTENCE, language="fr") for speaker in ("f3", "m7"))
    assert one is not None
    assert other is not None
    assert len(one) != len(other)
    EspeakVoice("f3").say("Autre chose.", language="fr")
    voices._said.cache_clear()
    assert np.array_equal(one, EspeakVoice("f3").say(SENTENCE, language="fr"))


def test_a_text_without_end_is_cut_and_an_empty_one_is_silence() -> None:
    assert EspeakVoice().say("  ", language="fr") is None
    long = EspeakVoice().say("oui " * LONGEST_CHARACTERS, language="fr")
    assert long is not None
    assert len(long) < 8_000 * 120


def test_a_voice_that_crashed_speaks_again() -> None:
    EspeakVoice().say("Un.", language="fr")
    process_id = voices._espeak().process_id
    assert process_id
    os.kill(process_id, signal.SIGKILL)
    assert EspeakVoice().say("Deux.", language="fr") is not None


@pytest.mark.parametrize("speaker", ["../../etc/passwd", "f3 --path=/", "f\n3"])
def test_a_speaker_is_a_name_and_no_path(speaker: str) -> None:
    with pytest.raises(BadVoice, match="letters and digits"):
        voice_from(f"espeak:{speaker}")


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("festival", "expected espeak"),
        ("piper:/nowhere/voice.onnx", "no such file"),
        ("piper:voice.onnx", "whole path"),
    ],
)
def test_a_spec_that_names_no_voice_is_refused_with_what_to_do(spec: str, says: str) -> None:
    with pytest.raises(BadVoice, match=says):
        voice_from(spec)


def test_piper_is_asked_at_its_input_and_heard_at_its_rate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "voice.onnx"
    model.write_bytes(b"")
    (tmp_path / "voice.onnx.json").write_text('{"audio": {"sample_rate": 16000}}')
    program = tmp_path / "piper"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/said\nhead -c 32000 /dev/urandom\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    sound = voice_from(f"piper:{model}").say("--help\nBonjour", language="fr")
    assert (tmp_path / "said").read_text() == "--help Bonjour"
    assert sound is not None
    assert len(sound) == pytest.approx(8_000, abs=2)


def test_a_server_of_speech_is_asked_with_its_words(tmp_path: Path) -> None:
    write_wav(tmp_path / "said.wav", np.full(4_000, 20_000, np.int16))
    with web_peer((tmp_path / "said.wav").read_bytes()) as (url, asked):
        voice = voice_from(f"{url}/v1/audio/speech#model=kokoro&voice=ff_siwis")
        sound = voice.say(SENTENCE, language="fr")
        assert voice.say(SENTENCE, language="fr") is sound
    (body,) = asked.bodies
    said = {"model": "kokoro", "voice": "ff_siwis", "input": SENTENCE, "response_format": "wav"}
    assert json.loads(body) == said
    assert sound is not None
    assert np.abs(sound.astype(int)).max() == LOUDEST


@pytest.mark.parametrize(("body", "status"), [(b"no sound", 200), (b"", 503)])
def test_a_server_that_says_nothing_is_no_voice(body: bytes, status: int) -> None:
    with web_peer(body, status=status) as (url, _):
        assert voice_from(url).say(SENTENCE, language="fr") is None
