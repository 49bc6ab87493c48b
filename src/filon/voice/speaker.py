"""A sentence as sound, by the speech synthesis that this machine has: espeak-ng, or none."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.audio.wav import decode_wav

PROGRAM = "espeak-ng"
WORDS_PER_MINUTE = 150
WITHIN_S = 10
LONGEST_CHARACTERS = 200
LOUDEST = 12_000
"""Peak of what is said, of 32 767: no louder than people on the telephone."""

VOICES = {"fr": "fr", "en": "en-gb", "es": "es"}


def can_speak() -> bool:
    """Whether this machine has a voice."""
    return shutil.which(PROGRAM) is not None


@lru_cache(maxsize=64)
def spoken(text: str, language: str) -> NDArray[np.int16] | None:
    """The sentence at 8 kHz, None where nothing on this machine can say it. `language`: fr, es, or else English.

    The text is anybody's: it goes to the program's input, never into its command line.
    """
    program = shutil.which(PROGRAM)
    if program is None or not text.strip():
        return None
    command = [program, "-v", VOICES.get(language[:2], "en-gb"), "-s", str(WORDS_PER_MINUTE), "--stdin", "--stdout"]
    try:
        said = subprocess.run(  # noqa: S603 nothing of the command comes from outside
            command, input=text[:LONGEST_CHARACTERS].encode(), capture_output=True, check=True, timeout=WITHIN_S
        )
        sound = decode_wav(said.stdout)
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    peak = int(np.abs(sound.astype(np.int32)).max(initial=0))
    return (sound * min(1.0, LOUDEST / peak)).astype(np.int16) if peak else None
