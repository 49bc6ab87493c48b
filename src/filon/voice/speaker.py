"""The one sentence that a campaign may say to a line that hesitates, by the voice that comes with Filon."""

from __future__ import annotations

from functools import cache

from filon.voice.speech.transcript import Samples
from filon.voice.speech.voices import LOUDEST, EspeakVoice

__all__ = ["LOUDEST", "can_speak", "spoken"]

LONGEST_CHARACTERS = 200


@cache
def can_speak() -> bool:
    """Whether this machine has a voice: its library may be missing on systems that nobody built it for."""
    return spoken("1", "fr") is not None


def spoken(text: str, language: str) -> Samples | None:
    """The sentence at 8 kHz, None where nothing on this machine can say it. `language`: fr, es, or else English."""
    return EspeakVoice().say(text.strip()[:LONGEST_CHARACTERS], language=language)
