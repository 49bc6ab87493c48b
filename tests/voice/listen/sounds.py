"""Sounds made for the tests of the listener."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 8000
Samples = NDArray[np.int16]


def tone(*frequencies: float, seconds: float, volume: float = 4000.0) -> Samples:
    """Lines of the same loudness."""
    t = np.arange(int(seconds * RATE)) / RATE
    return (volume * sum(np.sin(2 * np.pi * f * t) for f in frequencies)).astype(np.int16)


def quiet(seconds: float) -> Samples:
    """Digital silence."""
    return np.zeros(int(seconds * RATE), np.int16)


def noisy(samples: Samples, *, snr: float, seed: int = 1) -> Samples:
    """White noise `snr` dB below the loudest second."""
    loud = np.sqrt(np.mean(samples[np.abs(samples) > 0].astype(float) ** 2))
    noise = np.random.default_rng(seed).normal(0, loud * 10 ** (-snr / 20), len(samples))
    return np.clip(samples + noise, -32768, 32767).astype(np.int16)


def chain(*pieces: Samples) -> Samples:
    """One after the other."""
    return np.concatenate(pieces)


def french_ringing(bursts: int) -> Samples:
    """440 Hz, 1.5 s of sound and 3.5 s of silence."""
    return chain(*[chain(tone(440, seconds=1.5), quiet(3.5)) for _ in range(bursts)])
