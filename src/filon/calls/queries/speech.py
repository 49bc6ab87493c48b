"""What this installation hears and speaks with, as its host set it (FILON_RECOGNISER, FILON_VOICE)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings

_PART = re.compile(r"(?:(?P<language>[a-z]{2})=)?(?P<kind>[a-z]+)(?::|$)")
KINDS = {"sherpa": "sherpa-onnx", "whisper": "faster-whisper", "vosk": "Vosk", "espeak": "espeak-ng", "piper": "Piper"}


@dataclass(frozen=True)
class Speech:
    """``recogniser`` and ``voice`` are the kinds that the host chose, "" for none; where models lie is not told."""

    recogniser: str
    voice: str

    @property
    def ready(self) -> bool:
        """Whether a campaign may talk on an operator's line."""
        return bool(self.recogniser and self.voice)


def speech() -> Speech:
    return Speech(
        recogniser=kinds(getattr(settings, "FILON_RECOGNISER", "")),
        voice=kinds(getattr(settings, "FILON_VOICE", "") or "espeak"),
    )


def kinds(spec: str) -> str:
    """ "fr=vosk:/models/fr,en=http://10.0.0.9/" → "Vosk (fr), HTTP (en)"."""
    found = [_PART.match(part.strip()) for part in spec.split(",")]
    return ", ".join(_kind(part) for part in found if part)


def _kind(part: re.Match[str]) -> str:
    name = KINDS.get(part["kind"], part["kind"].upper())
    return f"{name} ({part['language']})" if part["language"] else name
