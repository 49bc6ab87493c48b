"""The recogniser and the voice that calls are held with: this installation's, or those that come along for practice."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from filon.voice.speech.practice import practice_recogniser
from filon.voice.speech.recognisers import recogniser_from
from filon.voice.speech.voices import voice_from
from filon.voice.talking.talk import Speech


@lru_cache(maxsize=2)
def speech_for(*, practice: bool) -> Speech | None:
    """One for all calls of a process. None: nobody told this installation how to understand an operator's calls; what
    understands practice understands nothing else, and is never taken instead."""
    transcriber = practice_recogniser() if practice else recogniser_from(settings.FILON_RECOGNISER)
    if transcriber is None or (transcriber.closed and not practice):
        return None
    return Speech(transcriber, voice_from(settings.FILON_VOICE))
