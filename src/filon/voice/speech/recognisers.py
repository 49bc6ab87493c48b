"""The recogniser that an installation brings (`FILON_RECOGNISER`): a model on this machine, or a server.

Explicit paths and addresses only: names of models would be downloaded from somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from filon.voice.speech.local import ENGINES, LocalRecogniser, local
from filon.voice.speech.served import HttpRecogniser, SocketRecogniser, served
from filon.voice.speech.spec import BadRecogniser
from filon.voice.speech.transcript import Hints, RecogniserDown, Samples, Transcriber, Transcript

__all__ = ["BadRecogniser", "ByLanguage", "HttpRecogniser", "LocalRecogniser", "SocketRecogniser", "recogniser_from"]

SPOKEN = ("fr", "en", "es")
OF_LANGUAGE = re.compile(r"([a-z]{2})=(.*)", re.DOTALL)
SCHEMES = ("http", "https", "ws", "wss")


def recogniser_from(spec: str) -> Transcriber | None:
    """What `FILON_RECOGNISER` names; None where it is empty.

    One of `vosk:/path`, `sherpa:/path`, `whisper:/path`, `https://host/v1/audio/transcriptions`, `ws://host:2700`, for
    all languages, or several by language: `fr=vosk:/models/fr,en=https://…`. Raises `BadRecogniser` with a sentence.
    """
    if not spec.strip():
        return None
    parts = [part.strip() for part in re.split(r",(?=\s*[a-z]{2}=)", spec)]
    of_language = [OF_LANGUAGE.fullmatch(part) for part in parts]
    if len(parts) == 1 and not of_language[0]:
        return _one(parts[0])
    found: dict[str, Transcriber] = {}
    for part, match in zip(parts, of_language, strict=True):
        if not match or match[1] not in SPOKEN or match[1] in found:
            raise BadRecogniser(f"{part}: expected each of {', '.join(SPOKEN)} once, such as fr=vosk:/models/fr")
        found[match[1]] = _one(match[2].strip())
    return ByLanguage(found)


def understands(recogniser: Transcriber, language: str) -> bool:
    """Whether it was given something for this language."""
    return not isinstance(recogniser, ByLanguage) or language[:2] in recogniser.languages


class ByLanguage:
    """One recogniser for each of some languages."""

    closed = False

    def __init__(self, languages: Mapping[str, Transcriber]) -> None:
        self.languages = languages
        self.name = ", ".join(dict.fromkeys(each.name for each in languages.values()))

    def transcribe(self, sound: Samples, *, language: str, hints: Hints) -> Transcript:
        """Asks the one of the language. Raises `RecogniserDown`, too where there is none."""
        one = self.languages.get(language[:2])
        if one is None:
            raise RecogniserDown(f"no recogniser for {language}: add {language[:2]}=… to FILON_RECOGNISER")
        return one.transcribe(sound, language=language, hints=hints)


def _one(spec: str) -> Transcriber:
    kind = spec.partition(":")[0]
    if kind in ENGINES:
        return local(spec)
    if urlsplit(spec).scheme in SCHEMES:
        return served(spec)
    kinds = ", ".join([*(f"{engine}:/path" for engine in ENGINES), *(f"{scheme}://…" for scheme in SCHEMES)])
    raise BadRecogniser(f"{kind or spec}: expected one of {kinds}")
