"""Sentences as sound, by the voice that an installation chose (`FILON_VOICE`): espeak-ng, which comes with Filon, or
another."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.audio.resample import resample
from filon.voice.listen.audio.wav import decode_wav
from filon.voice.speech.child import Child, ChildGone
from filon.voice.speech.espeak import LANGUAGES
from filon.voice.speech.spec import Address, address
from filon.voice.speech.transcript import Samples, Speaker
from filon.voice.speech.web import post

WITHIN_S = 10.0
WORDS_PER_MINUTE, PITCH = 150, 50
LONGEST_CHARACTERS = 600
LOUDEST = 12_000
"""Peak of what is said, of 32 767: no louder than people on the telephone."""

LEAST_PEAK = 200
"""Below, nothing was said."""

PIPER_WITHIN_S = 60.0
DEFAULT = "espeak"


class BadVoice(ValueError):
    """A spec of `FILON_VOICE` that names no voice; the message says what, and how to mend it."""


def voice_from(spec: str) -> Speaker:
    """The voice that a spec names: "" or espeak, espeak:f3 (a speaker of espeak-ng), piper:/path/model.onnx,
    https://:KEY@host/v1/audio/speech#model=…&voice=… (what OpenAI and others speak).

    Raises `BadVoice` with a sentence.
    """
    kind, _, rest = spec.strip().partition(":")
    if kind in {"", DEFAULT}:
        return EspeakVoice(rest)
    if kind == "piper":
        return _piper(rest)
    if kind in {"http", "https"}:
        return _server(spec.strip())
    raise BadVoice(f"{kind}: expected espeak, piper:/path/to/model.onnx or https://host/v1/audio/speech")


def _piper(model: str) -> PiperVoice:
    path, program = Path(model), shutil.which("piper")
    if not path.is_absolute() or not path.is_file():
        raise BadVoice(f"piper:{model}: there is no such file; name the model by its whole path, /…/voice.onnx")
    if program is None:
        raise BadVoice("piper: the program is not on this machine's PATH; pip install piper-tts puts it there")
    try:
        rate = int(json.loads(path.with_name(f"{path.name}.json").read_text("utf-8"))["audio"]["sample_rate"])
    except (OSError, ValueError, KeyError, TypeError):
        raise BadVoice(f"piper:{model}: {path.name}.json, which comes with the model, is not beside it") from None
    return PiperVoice(program, path, rate)


def _server(spec: str) -> HttpVoice:
    try:
        return HttpVoice(address(spec, known=("model", "voice")))
    except ValueError as refusal:
        raise BadVoice(f"{spec.partition(':')[0]}: {refusal}") from None


def levelled(sound: NDArray[np.float32]) -> Samples | None:
    """Samples of at most `LOUDEST`; None where nothing is to be heard."""
    peak = float(np.abs(sound).max(initial=0))
    return (sound * min(1.0, LOUDEST / peak)).astype(np.int16) if peak >= LEAST_PEAK else None


@cache
def _espeak() -> Child:
    return Child("filon.voice.speech.espeak_process", within_s=WITHIN_S)


@dataclass(frozen=True)
class EspeakVoice:
    """espeak-ng, of the library that comes with Filon. `speaker` is one of its variants: f3, m7, klatt2…"""

    speaker: str = ""
    words_per_minute: int = WORDS_PER_MINUTE
    pitch: int = PITCH
    variety: str = ""
    """fr-be, en-us: instead of the language's own."""

    name = "espeak-ng"

    def __post_init__(self) -> None:
        """Raises `BadVoice`: what is said goes to a library that reads files by these names."""
        if not all(part.replace("-", "").isalnum() for part in (self.speaker, self.variety) if part):
            raise BadVoice(f"{self.speaker or self.variety}: a speaker of espeak-ng is letters and digits, such as f3")

    def say(self, text: str, *, language: str) -> Samples | None:
        """The sentence at 8 kHz, None where this machine cannot say it. `language`: fr, es, or else English."""
        text = text.strip()[:LONGEST_CHARACTERS]
        try:
            return _said(self, text, language[:2]) if text else None
        except (ChildGone, ValueError):  # and the next time it is tried again
            return None


@lru_cache(maxsize=256)
def _said(voice: EspeakVoice, text: str, language: str) -> Samples | None:
    variety = voice.variety or LANGUAGES.get(language, LANGUAGES["en"])
    question = {
        "text": text,
        "voice": f"{variety}+{voice.speaker}" if voice.speaker else variety,
        "words_per_minute": voice.words_per_minute,
        "pitch": voice.pitch,
    }
    answer, body = _espeak().ask(question)
    sound = levelled(resample(np.frombuffer(body, np.int16).astype(np.float32), source=answer["rate"]))
    if sound is not None:
        sound.flags.writeable = False  # it is kept for the next who asks
    return sound


@dataclass(frozen=True)
class PiperVoice:
    """The program piper with a model file; raw samples at the rate that the file beside the model tells."""

    program: str
    model: Path
    rate: int

    name = "piper"

    def say(self, text: str, *, language: str) -> Samples | None:
        """None where piper fails; a model has its own language. The text goes to its input, never into the command."""
        text = " ".join(text.split())[:LONGEST_CHARACTERS]
        try:
            return _piped(self, text) if text else None
        except (OSError, subprocess.SubprocessError):
            return None


@lru_cache(maxsize=256)
def _piped(voice: PiperVoice, text: str) -> Samples | None:
    command = [voice.program, "--model", str(voice.model), "--output-raw"]
    said = subprocess.run(  # noqa: S603 nothing of the command comes from outside
        command, input=text.encode(), capture_output=True, check=True, timeout=PIPER_WITHIN_S
    )
    body = said.stdout[: len(said.stdout) // 2 * 2]
    return levelled(resample(np.frombuffer(body, np.int16).astype(np.float32), source=voice.rate))


@dataclass(frozen=True)
class HttpVoice:
    """One request for each sentence, answered with a WAV."""

    server: Address

    name = "http"

    def say(self, text: str, *, language: str) -> Samples | None:
        """None where the server does not answer; it finds out the language itself."""
        text = text.strip()[:LONGEST_CHARACTERS]
        try:
            return _told(self, text) if text else None
        except (OSError, ValueError):
            return None


@lru_cache(maxsize=256)
def _told(voice: HttpVoice, text: str) -> Samples | None:
    fields = {
        "model": voice.server.option("model", "tts-1"),
        "voice": voice.server.option("voice", "alloy"),
        "input": text,
        "response_format": "wav",
    }
    return levelled(decode_wav(post(voice.server, json=fields)).astype(np.float32))
