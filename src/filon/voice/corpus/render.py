"""A plan becomes samples and a line of truth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filon.voice.corpus.line import through
from filon.voice.corpus.music import play
from filon.voice.corpus.noise import noise
from filon.voice.corpus.parts import Click, Data, Decisive, Music, Part, Plan, Quiet, Say, Tone
from filon.voice.corpus.speak import LOUDNESS, speak

RATE = 8000
Sound = NDArray[np.float32]
TELLING_S = 7.0
"""A clip lasts at least so long after its answer can be known, however long it rang before."""


@dataclass(frozen=True)
class Rendered:
    """Samples, when the answer can be known, and where music plays (seconds)."""

    samples: NDArray[np.int16]
    decisive_at: float
    music: tuple[tuple[float, float], ...]


def render(plan: Plan) -> Rendered:
    """The clip of a plan."""
    rng = np.random.default_rng(plan.seed)
    pieces: list[Sound] = []
    spans: list[tuple[float, float]] = []
    at = decisive = 0.0
    for part in plan.parts:
        if isinstance(part, Decisive):
            decisive = at
            continue
        piece = _sound(part, rng=rng)
        if isinstance(part, Music):
            spans.append((round(at, 2), round(at + part.seconds, 2)))
        pieces.append(piece)
        at += len(piece) / RATE
    seconds = max(plan.seconds, round(decisive + TELLING_S, 2))
    count = int(seconds * RATE)
    sound = np.zeros(count)
    joined = np.concatenate(pieces)[:count] if pieces else np.zeros(0, np.float32)
    sound[: len(joined)] = joined
    line = plan.line
    hum = noise(line.noise, seconds=seconds, seed=plan.seed, split=plan.split)[:count]
    sound += hum * LOUDNESS * 10 ** (-line.snr / 20)
    sound *= 10 ** (line.level / 20) / LOUDNESS
    return Rendered(samples=through(sound, line, rng=rng), decisive_at=round(decisive, 2), music=tuple(spans))


def _sound(part: Part, *, rng: np.random.Generator) -> Sound:
    match part:
        case Say():
            sound = speak(part)
        case Music():
            sound = play(part.kind, seconds=part.seconds, seed=part.seed) * np.float32(10 ** (part.gain / 20))
        case Tone():
            sound = _tone(part)
        case Data():
            sound = _flags(part)
        case Click():
            sound = _click(part, rng=rng)
        case Quiet():
            sound = np.zeros(int(part.seconds * RATE), np.float32)
        case Decisive():
            sound = np.zeros(0, np.float32)
    return sound


def _tone(tone: Tone) -> Sound:
    t = np.arange(int(tone.seconds * RATE)) / RATE
    flip = np.where((t / 0.45).astype(int) % 2, np.pi, 0.0) if tone.reversals else 0.0
    lines = sum(np.sin(2 * np.pi * f * t + k + flip) for k, f in enumerate(tone.frequencies))
    swell = 1 + tone.wobble * np.sin(2 * np.pi * 15 * t)
    edge = np.minimum(1, np.minimum(t, tone.seconds - t) / 0.005)
    loud = LOUDNESS * 10 ** (tone.gain / 20) / np.sqrt(len(tone.frequencies) / 2)
    return np.asarray(lines * swell * edge * loud, np.float32)


def _flags(data: Data) -> Sound:
    count = int(data.seconds * RATE)
    bit = (np.arange(count) * 300 // RATE) % 8
    frequency = np.where((bit == 0) | (bit == 7), 1850, 1650)
    gain = LOUDNESS * np.sqrt(2) * 10 ** (data.gain / 20)
    return np.asarray(np.sin(2 * np.pi * np.cumsum(frequency) / RATE) * gain, np.float32)


def _click(click: Click, *, rng: np.random.Generator) -> Sound:
    count = int(rng.integers(60, 300))
    fall = np.exp(-np.arange(count) / (count / 5))
    return (rng.normal(0, LOUDNESS * 10 ** (click.gain / 20), count) * fall).astype(np.float32)
