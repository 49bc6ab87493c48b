"""What this installation hears and speaks with, as its host set it (FILON_RECOGNISER, FILON_VOICE)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from filon.voice.speech.recognisers import BadRecogniser, ByLanguage, recogniser_from
from filon.voice.speech.transcript import Transcriber
from filon.voice.speech.voices import BadVoice, voice_from


@dataclass(frozen=True)
class Equipment:
    """``recogniser`` and ``voice`` are the kinds that the host chose, "" for none; where models lie is not told.

    ``wrong``: what the host wrote names none. `filon doctor` says why.
    """

    recogniser: str
    voice: str
    wrong: bool = False

    @property
    def ready(self) -> bool:
        """Whether a campaign may talk on an operator's line."""
        return bool(self.recogniser and self.voice)


def equipment() -> Equipment:
    """Nothing is loaded, and nobody asked."""
    wrong = False
    recogniser = voice = ""
    try:
        recogniser = _name(recogniser_from(settings.FILON_RECOGNISER))
    except BadRecogniser:
        wrong = True
    try:
        voice = voice_from(settings.FILON_VOICE).name
    except BadVoice:
        wrong = True
    return Equipment(recogniser, voice, wrong)


def _name(recogniser: Transcriber | None) -> str:
    if recogniser is None or recogniser.closed:
        return ""
    languages = recogniser.languages if isinstance(recogniser, ByLanguage) else ()
    return f"{recogniser.name} ({', '.join(languages)})" if languages else recogniser.name
