"""Somebody's sound file (WAV, MP3, OGG, FLAC, AIFF) as a sentence that can be said on the telephone."""

from __future__ import annotations

import subprocess
import sys
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from filon.voice.speaker import LOUDEST

Samples = NDArray[np.int16]
Reason = Literal["format", "long", "short", "silent", "slow"]
RATE = 8_000
LONGEST_S = 10.0
SHORTEST_S = 0.5
WITHIN_S = 20
AUDIBLE = 0.03
"""Of the loudest sample: what is quieter at both ends is cut, so that nobody waits for the first word."""

QUIETEST = 300
"""Peak of a file in which nobody can be heard, of 32 767."""


class NotASound(ValueError):
    """``reason``: the file is no sound that we read, too long, too short, silent, or takes too long to read."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def converted(data: bytes) -> Samples:
    """What is heard in the file at 8 kHz, as loud as people are. Raises `NotASound`.

    A process of its own reads the bytes: whatever they do to a decoder, they do it there (`voice.decoding`).
    """
    command = [sys.executable, "-m", "filon.voice.decoding", str(LONGEST_S)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, check=False, timeout=WITHIN_S)  # noqa: S603 ours
    except subprocess.TimeoutExpired:
        raise NotASound("slow") from None
    if done.returncode:
        raise NotASound("long" if done.stderr.strip() == b"long" else "format")
    return _trimmed(np.frombuffer(done.stdout, "<i2").astype(np.int16))


def _trimmed(sound: Samples) -> Samples:
    level = np.abs(sound.astype(np.int32))
    peak = int(level.max(initial=0))
    if peak < QUIETEST:
        raise NotASound("silent")
    heard = np.flatnonzero(level > peak * AUDIBLE)
    kept = sound[heard[0] : heard[-1] + 1]
    if len(kept) < SHORTEST_S * RATE:
        raise NotASound("short")
    return (kept * min(LOUDEST / peak, 8.0)).astype(np.int16)
