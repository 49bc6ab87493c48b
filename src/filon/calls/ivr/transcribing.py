"""What turns the audio of a menu into words: the recogniser that the host of this installation named, if any."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from filon.voice.listen.audio.wav import NotAWav, read_wav
from filon.voice.speech.recognisers import BadRecogniser, recogniser_from, understands
from filon.voice.speech.transcript import Hints
from filon.voice.speech.transcript import Transcriber as Recogniser
from filon.voice.speech.turns import RATE, Ended, Turns


class Transcriber(Protocol):
    """``name`` is kept beside the text, so that one knows what wrote it."""

    name: str

    def transcribe(self, audio: Path, *, language: str) -> str:
        """The words of a WAV file (8 kHz, one channel), "" where there are none. Raises OSError."""
        ...


_registered: list[Transcriber] = []


def register(transcriber: Transcriber | None) -> None:
    """Use this one from now on, whatever FILON_RECOGNISER says; None: the host's again."""
    _registered[:] = [transcriber] if transcriber else []


def current() -> Transcriber | None:
    """None leaves menus without text: no recogniser is named, or what is named is none (`filon doctor` says so)."""
    return _registered[0] if _registered else _host(settings.FILON_RECOGNISER)


class Menus:
    """Reads a menu sentence by sentence, as the recogniser reads what people say."""

    def __init__(self, recogniser: Recogniser) -> None:
        self.name = recogniser.name
        self._recogniser = recogniser

    def transcribe(self, audio: Path, *, language: str) -> str:
        """Raises OSError: the file or the recogniser is away."""
        if not understands(self._recogniser, language):
            return ""
        sound = _read(audio)
        turns = Turns()
        spans = [each for each in (*turns.push(sound), *turns.finish()) if isinstance(each, Ended)]
        said = [
            self._recogniser.transcribe(
                sound[int(span.start * RATE) : int(span.end * RATE)], language=language, hints=Hints()
            ).text
            for span in spans
        ]
        return ". ".join(text.rstrip(" .") for text in said if text)


def _read(audio: Path) -> NDArray[np.int16]:
    try:
        return read_wav(audio)
    except NotAWav as refusal:
        raise OSError(str(refusal)) from refusal


@lru_cache(maxsize=1)
def _host(spec: str) -> Transcriber | None:
    try:
        recogniser = recogniser_from(spec)
    except BadRecogniser:
        return None
    return Menus(recogniser) if recogniser and not recogniser.closed else None
