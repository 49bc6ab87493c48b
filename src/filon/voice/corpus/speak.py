"""Words to samples, through espeak-ng or flite."""

from __future__ import annotations

import re
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from filon.voice.corpus.drawn import known
from filon.voice.corpus.parts import Say
from filon.voice.corpus.voices import Voice
from filon.voice.listen.audio.resample import RATE, resample
from filon.voice.listen.audio.wav import decode_wav

TIMEOUT_S = 60
LOUDNESS = 0.1
"""Root mean square of every sentence before its own gain: −20 dB of full scale."""

SENTENCE = re.compile(r"(?<=[.!?])\s+")


class NoSpeechEngine(RuntimeError):
    """The program that speaks is missing, or does not know the speaker; the message says how to mend it."""


def speak(say: Say) -> NDArray[np.float32]:
    """8 kHz samples of what is said, trimmed, at `LOUDNESS` plus its gain."""
    sound = _spoken(say.text, say.voice, say.rate, say.pitch)
    if say.faster != 1.0:
        sound = resample(sound, source=int(RATE * say.faster))
    sound = (sound * 10 ** (say.gain / 20)).astype(np.float32)
    if say.hiss > -80:
        noise = np.random.default_rng(len(sound)).normal(0, LOUDNESS * 10 ** (say.hiss / 20), len(sound))
        sound = sound + noise.astype(np.float32)
    return sound


@lru_cache(maxsize=64)
def _spoken(text: str, voice: Voice, rate: int, pitch: int) -> NDArray[np.float32]:
    wav = _run(voice, text=text, rate=rate, pitch=pitch)
    sound = decode_wav(wav).astype(np.float32) / 32768
    loud = np.flatnonzero(np.abs(sound) > 0.006)
    if loud.size:
        sound = sound[max(0, loud[0] - 80) : loud[-1] + 400]
    return np.asarray(sound * (LOUDNESS / (np.sqrt(np.mean(sound**2)) + 1e-6)), np.float32)


def _run(voice: Voice, *, text: str, rate: int, pitch: int) -> bytes:
    try:
        if voice.engine == "espeak-ng":
            if not known(voice.speaker):
                raise NoSpeechEngine(f"{voice.speaker} is a drawn speaker: make such clips within `drawn.speakers()`")
            command = ["espeak-ng", "-v", voice.name, "-s", str(rate), "-p", str(pitch), "--stdout", text]
            return _output(command)
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "said.wav"
            stretch = f"duration_stretch={160 / rate:.2f}"
            command = ["flite", "-voice", voice.name, "--setf", stretch, "-t", text, "-o", str(out)]
            _output(command)
            return out.read_bytes()
    except FileNotFoundError as missing:
        raise NoSpeechEngine(f"{voice.engine} is not installed: apt-get install {voice.engine}") from missing


def _output(command: list[str]) -> bytes:
    # Nothing of the command comes from outside: sentences and voices are of this package.
    done = subprocess.run(command, capture_output=True, check=True, timeout=TIMEOUT_S)  # noqa: S603 see above
    return done.stdout
