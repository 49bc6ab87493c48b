"""The recogniser and the voice that calls are held with: this installation's, or those that come along for practice."""

from __future__ import annotations

import logging
from functools import lru_cache

from django.conf import settings

from filon.voice.speech.practice import practice_recogniser
from filon.voice.speech.recognisers import BadRecogniser, recogniser_from
from filon.voice.speech.voices import BadVoice, voice_from
from filon.voice.talking.talk import Speech

log = logging.getLogger(__name__)


@lru_cache(maxsize=2)
def speech_for(*, practice: bool) -> Speech | None:
    """One for all calls of a process. None: nobody told this installation how to understand an operator's calls, or
    what they told is wrong; what understands practice understands nothing else, and is never taken instead."""
    try:
        transcriber = practice_recogniser() if practice else recogniser_from(settings.FILON_RECOGNISER)
        voice = voice_from(settings.FILON_VOICE)
    except (BadRecogniser, BadVoice) as fault:
        log.error("calls cannot be held: %s", fault)  # noqa: TRY400 the sentence says all
        return None
    if transcriber is None or (transcriber.closed and not practice):
        return None
    return Speech(transcriber, voice)
