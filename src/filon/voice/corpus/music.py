"""Hold music of many kinds, synthesised: chords, arpeggios, music boxes, beats, strings, organs, a small band."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RATE = 8000
Sound = NDArray[np.float32]
MAJOR = (0, 2, 4, 5, 7, 9, 11, 12, 14, 16)
MINOR = (0, 2, 3, 5, 7, 8, 10, 12, 14, 15)
PROGRESSIONS = (
    ((0, 4, 7), (5, 9, 12), (7, 11, 14), (0, 4, 7)),
    ((0, 4, 7), (9, 12, 16), (5, 9, 12), (7, 11, 14)),
    ((0, 3, 7), (8, 12, 15), (3, 7, 10), (10, 14, 17)),
    ((2, 5, 9), (7, 11, 14), (0, 4, 7), (9, 12, 16)),
)
LOUDNESS = 0.08


@dataclass(frozen=True)
class Note:
    """When (beats), how high (half tones above the root), how long (beats), how loud, and with which overtones."""

    at: float
    step: float
    beats: float
    volume: float
    decay: float
    overtones: tuple[float, ...]
    vibrato: float = 0.0


PIANO = (1, 0.5, 0.3, 0.15, 0.08)
ORGAN = (1, 0.7, 0.5, 0.4, 0.2, 0.1)
PURE = (1.0,)
STRINGS = (1, 0.6, 0.45, 0.35, 0.25, 0.2, 0.12)
Random = np.random.Generator


def _chords(rng: Random, beats: float) -> list[Note]:
    chords = PROGRESSIONS[rng.integers(len(PROGRESSIONS))]
    every = int(rng.choice([2, 4]))
    return [
        Note(at, step, every, 0.5, 1.2, PIANO)
        for at in range(0, int(beats) + 1, every)
        for step in chords[(at // every) % 4]
    ]


def _piano(rng: Random, beats: float) -> list[Note]:
    scale = MAJOR if rng.random() < 0.6 else MINOR
    tune = [
        Note(at / 2, 12 + scale[rng.integers(len(scale))], 1, 0.9, 3, PIANO)
        for at in range(int(beats * 2))
        if rng.random() < 0.6
    ]
    return _chords(rng, beats) + tune


def _pad(rng: Random, beats: float) -> list[Note]:
    chords = PROGRESSIONS[rng.integers(len(PROGRESSIONS))]
    return [
        Note(at, step, 4.2, 0.5, 0.2, STRINGS, 0.004)
        for at in range(0, int(beats) + 1, 4)
        for step in chords[at // 4 % 4]
    ]


def _arpeggio(rng: Random, beats: float) -> list[Note]:
    chords = PROGRESSIONS[rng.integers(len(PROGRESSIONS))]
    shape = rng.permutation(6) % 3
    return [Note(k / 2, 12 + chords[k // 8 % 4][shape[k % 6]], 1, 0.8, 4, PIANO) for k in range(int(beats * 2))]


def _music_box(rng: Random, beats: float) -> list[Note]:
    """One pure line at a time: what a cheap switchboard plays, and what looks most like signalling."""
    scale = MAJOR if rng.random() < 0.5 else MINOR
    phrase = [12 + scale[rng.integers(len(scale))] for _ in range(8)]
    return [Note(k / 2, phrase[(k + k // 16) % 8], 0.5, 1, 1.5, PURE) for k in range(int(beats * 2)) if k % 8 != 7]


def _strings(rng: Random, beats: float) -> list[Note]:
    scale, notes, at = MINOR, [], 0.0
    while at < beats:
        length = float(rng.choice([0.5, 1, 1, 2]))
        notes.append(Note(at, 12 + scale[rng.integers(len(scale))], length * 1.05, 0.9, 0.3, STRINGS, 0.006))
        at += length
    return notes + _pad(rng, beats)


def _organ(rng: Random, beats: float) -> list[Note]:
    return [Note(n.at, n.step, n.beats, n.volume, 0.1, ORGAN) for n in _chords(rng, beats)]


def _band(rng: Random, beats: float) -> list[Note]:
    chords = PROGRESSIONS[rng.integers(len(PROGRESSIONS))]
    bass = [Note(at, chords[at // 4 % 4][0] - 12, 0.9, 0.8, 2, STRINGS) for at in range(int(beats))]
    return bass + _chords(rng, beats) + [n for n in _piano(rng, beats) if n.step >= 12]


KINDS: dict[str, Callable[[Random, float], list[Note]]] = {
    "piano": _piano,
    "pad": _pad,
    "arpeggio": _arpeggio,
    "music_box": _music_box,
    "strings": _strings,
    "organ": _organ,
    "band": _band,
    "beat": _band,
}
DRUMS = {"beat": 0.5, "band": 0.2}


def play(kind: str, *, seconds: float, seed: int) -> Sound:
    """The tune of this seed, at −22 dB of full scale."""
    rng = np.random.default_rng(seed)
    beat = 60 / rng.uniform(66, 132)
    root = 110 * 2 ** (rng.integers(0, 16) / 12)
    out = np.zeros(int(seconds * RATE) + 1, np.float32)
    for note in KINDS[kind](rng, seconds / beat):
        _strike(out, note, beat=beat, root=root)
    if kind in DRUMS:
        _drum(out, rng, beat=beat, volume=DRUMS[kind] * float(np.abs(out).max()))
    return out * np.float32(LOUDNESS / (np.sqrt(np.mean(out**2)) + 1e-6))


def _strike(out: Sound, note: Note, *, beat: float, root: float) -> None:
    start = int(note.at * beat * RATE)
    count = min(int(note.beats * beat * RATE), len(out) - start)
    if count < 80:
        return
    t = np.arange(count) / RATE
    phase = 2 * np.pi * root * 2 ** (note.step / 12) * (t + note.vibrato * np.sin(2 * np.pi * 5.5 * t) / 34)
    sound = sum(volume * np.sin(phase * k) for k, volume in enumerate(note.overtones, start=1))
    envelope = np.exp(-t * note.decay) * np.minimum(1, t / 0.01) * np.minimum(1, (count / RATE - t) / 0.02)
    out[start : start + count] += (note.volume * sound * envelope).astype(np.float32)


def _drum(out: Sound, rng: Random, *, beat: float, volume: float) -> None:
    length = int(0.06 * RATE)
    fade = np.linspace(1, 0, length) ** 2
    for start in range(0, len(out) - length, max(length, int(beat * RATE / 2))):
        out[start : start + length] += (rng.normal(0, volume / 2, length) * fade).astype(np.float32)
