"""Makes the prompts of the practice switchboards again: `python tools/prompts.py` (needs espeak-ng)."""

from __future__ import annotations

import sys
import tomllib

import numpy as np

from filon.demo.switchboards.sounds import LOUDNESS, PROMPT_SUFFIX, PROMPTS
from filon.voice.corpus.noise import shape
from filon.voice.corpus.parts import Say
from filon.voice.corpus.speak import speak
from filon.voice.corpus.voices import Voice
from filon.voice.media import g711
from filon.voice.media.g711 import Law

BAND = (300.0, 3_400.0)
"""Hz that a telephone carries."""


def main() -> int:
    total = 0
    for name, (voice, rate, text) in tomllib.loads((PROMPTS / "prompts.toml").read_text("utf-8")).items():
        path = PROMPTS / f"{name}{PROMPT_SUFFIX}"
        path.write_bytes(prompt_of(voice, rate, text))
        total += path.stat().st_size
    print(f"{total / 1000:.0f} kB in {PROMPTS}")
    return 0


def prompt_of(voice: str, rate: int, text: str) -> bytes:
    """A sentence as a telephone line carries it."""
    sound = shape(speak(Say(text, Voice("espeak-ng", voice), rate=rate)), *BAND)
    level = LOUDNESS / (np.sqrt(np.mean(sound**2)) + 1e-9)
    return g711.encode(np.clip(sound * level, -32_000, 32_000).astype(np.int16), Law.A)


if __name__ == "__main__":
    sys.exit(main())
