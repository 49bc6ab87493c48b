"""Samples as a browser plays them."""

from __future__ import annotations

from django.http import HttpResponse

from filon.voice.converting import Samples
from filon.voice.listen.audio.wav import encode_wav


def played(samples: Samples) -> HttpResponse:
    """A WAV file of one channel, as the called people hear it."""
    return HttpResponse(encode_wav(samples), content_type="audio/wav")
