"""Samples as a browser plays them."""

from __future__ import annotations

import io
import wave

from django.http import HttpResponse

from filon.voice.converting import RATE, Samples


def played(samples: Samples) -> HttpResponse:
    """A WAV file of one channel, as the called people hear it."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return HttpResponse(out.getvalue(), content_type="audio/wav")
