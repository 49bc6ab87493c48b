"""The child of `voice.converting`: a sound file on standard input, 8 kHz mono int16 on standard output.

Decoders read anybody's bytes here, where they can take neither much memory nor much time, and own nothing.
"""

from __future__ import annotations

import io
import os
import resource
import sys

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is loaded: each thread would take memory of the limit

import numpy as np
import soundfile

from filon.voice.listen.audio.resample import resample

ALLOWED = frozenset({"WAV", "WAVEX", "RF64", "MP3", "OGG", "FLAC", "AIFF"})
"""Formats that say themselves what they are."""

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_S = 10
LOWEST_RATE, HIGHEST_RATE, MOST_CHANNELS = 4_000, 192_000, 8
REFUSED = 3


class Unwanted(Exception):
    """Said to the parent in one word of `converting.NotASound`."""


def main() -> int:
    """The longest duration wanted, in seconds, is the only argument."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        sys.stdout.buffer.write(decode(sys.stdin.buffer.read(), longest_s=float(sys.argv[1])))
    except Unwanted as word:
        sys.stderr.write(str(word))
        return REFUSED
    except (soundfile.SoundFileError, ValueError, RuntimeError, MemoryError):
        sys.stderr.write("format")
        return REFUSED
    return 0


def decode(data: bytes, *, longest_s: float) -> bytes:
    """Never more than a moment beyond the longest duration is read, whatever the file says of itself."""
    with soundfile.SoundFile(io.BytesIO(data)) as file:
        rate, channels = int(file.samplerate), int(file.channels)
        if file.format not in ALLOWED or not LOWEST_RATE <= rate <= HIGHEST_RATE or channels > MOST_CHANNELS:
            raise Unwanted("format")
        read = file.read(int(longest_s * rate) + 1, dtype="float32", always_2d=True)
    if len(read) > longest_s * rate:
        raise Unwanted("long")
    mono = np.nan_to_num(read.mean(axis=1), posinf=0.0, neginf=0.0).astype(np.float32)
    return np.clip(resample(mono, source=rate) * 32768, -32768, 32767).astype("<i2").tobytes()


if __name__ == "__main__":
    sys.exit(main())
