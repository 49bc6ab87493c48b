"""What is heard behind the voice: hiss, an office, a street, people talking, mains hum, typing, breath."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filon.voice.corpus.parts import Say
from filon.voice.corpus.speak import speak
from filon.voice.corpus.voices import SPEAKERS, Split, Voice

RATE = 8000
Sound = NDArray[np.float32]
KINDS = ("none", "white", "pink", "office", "street", "babble", "hum", "typing", "breath")
CHATTER = "the meeting about orders and deliveries goes on near the window with several colleagues talking at once"


def noise(kind: str, *, seconds: float, seed: int, split: Split) -> Sound:
    """This kind at a root mean square of 1 over its length (0 for `none`)."""
    rng = np.random.default_rng(seed)
    count = int(seconds * RATE)
    if kind == "none":
        return np.zeros(count, np.float32)
    sound = np.asarray(_babble(split, seed % 3, count) if kind == "babble" else _MAKERS[kind](rng, count), np.float64)
    return np.asarray(sound / (np.sqrt(np.mean(sound**2)) + 1e-9), np.float32)


def shape(sound: NDArray[np.floating], low: float, high: float, tilt: float = 0.0) -> NDArray[np.float64]:
    """Keep `low` to `high` Hz with soft edges; `tilt` is the power of 1/f."""
    spectrum = np.fft.rfft(sound)
    frequency = np.fft.rfftfreq(len(sound), 1 / RATE) + 1e-3
    gain = 1 / np.sqrt((1 + (low / frequency) ** 8) * (1 + (frequency / high) ** 12)) * frequency**-tilt
    kept: NDArray[np.float64] = np.fft.irfft(spectrum * gain, len(sound))
    return kept


def _white(rng: np.random.Generator, count: int) -> Sound:
    return rng.normal(0, 1, count).astype(np.float32)


def _pink(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    return shape(rng.normal(0, 1, count), 50, 3900, tilt=0.5)


def _swell(rng: np.random.Generator, count: int, *, speed: float, depth: float) -> NDArray[np.float64]:
    """A slow random loudness around 1."""
    knots = rng.normal(0, depth, max(4, int(count / RATE * speed) + 2))
    curve: NDArray[np.float64] = np.exp(np.interp(np.linspace(0, len(knots) - 1, count), np.arange(len(knots)), knots))
    return curve


def _office(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    return shape(rng.normal(0, 1, count), 150, 1600) * _swell(rng, count, speed=0.7, depth=0.35)


def _street(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    return shape(rng.normal(0, 1, count), 60, 900, tilt=0.7) * _swell(rng, count, speed=0.3, depth=0.7)


def _hum(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    t = np.arange(count) / RATE
    main = rng.choice([50.0, 60.0])
    hum = sum(np.sin(2 * np.pi * main * k * t + k) / k for k in (1, 2, 3, 5, 7, 9))
    return np.asarray(hum + 0.1 * rng.normal(0, 1, count))


def _typing(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    sound, at = rng.normal(0, 0.03, count), 0
    while at < count - 400:
        length = int(rng.integers(40, 160))
        sound[at : at + length] += rng.normal(0, 1, length) * np.exp(-np.arange(length) / 30)
        at += int(rng.exponential(0.25) * RATE) + 500
    return shape(sound, 500, 3500)


def _breath(rng: np.random.Generator, count: int) -> NDArray[np.float64]:
    t = np.arange(count) / RATE
    cycle = np.maximum(0, np.sin(2 * np.pi * t / rng.uniform(2.5, 4.5))) ** 3
    return shape(rng.normal(0, 1, count), 400, 2500) * (cycle + 0.03)


_MAKERS: dict[str, Callable[[np.random.Generator, int], NDArray[np.floating]]] = {
    "white": _white,
    "pink": _pink,
    "office": _office,
    "street": _street,
    "hum": _hum,
    "typing": _typing,
    "breath": _breath,
}


@lru_cache(maxsize=6)
def _crowd(split: Split, which: int) -> Sound:
    """Ten seconds of several people, played backwards so that no word of it is a sentence of the clips."""
    speakers = SPEAKERS[split][which * 5 : which * 5 + 5]
    out = np.zeros(RATE * 10, np.float32)
    for k, speaker in enumerate(speakers):
        said = speak(Say(CHATTER, Voice("espeak-ng", f"en-us+{speaker}"), rate=150 + 7 * k, pitch=30 + 8 * k))[::-1]
        out += np.roll(np.resize(said, len(out)), k * 7919)
    return out


def _babble(split: Split, which: int, count: int) -> NDArray[np.float64]:
    return np.resize(_crowd(split, which), count).astype(np.float64)
