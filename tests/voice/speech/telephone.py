"""Sentences as they come over a telephone line: band, noise, A-law."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from filon.voice.media import g711
from filon.voice.media.g711 import Law
from filon.voice.speech.transcript import Samples
from filon.voice.speech.voices import EspeakVoice

RATE = 8000
LOUDNESS = 2300.0
SNR_DB = 20.0
BAND = (300.0, 3400.0)


def said(text: str, *, language: str, speaker: str = "", variety: str = "", seed: int = 0) -> Samples:
    """A sentence of espeak-ng over a line of 20 dB."""
    sound = EspeakVoice(speaker, variety=variety).say(text, language=language)
    assert sound is not None
    return over_line(sound.astype(np.float64), seed=seed)


def over_line(sound: NDArray[np.float64], *, seed: int = 0) -> Samples:
    spectrum, at = np.fft.rfft(sound), np.fft.rfftfreq(len(sound), 1 / RATE)
    spectrum[(at < BAND[0]) | (at > BAND[1])] = 0
    voice = np.fft.irfft(spectrum, len(sound))
    voice *= LOUDNESS / np.sqrt(np.mean(voice**2))
    whole = np.concatenate([np.zeros(RATE // 4), voice, np.zeros(RATE // 4)])
    whole += np.random.default_rng(seed).normal(0, LOUDNESS / 10 ** (SNR_DB / 20), len(whole))
    return g711.decode(g711.encode(np.clip(whole, -32_000, 32_000).astype(np.int16), Law.A), Law.A)
