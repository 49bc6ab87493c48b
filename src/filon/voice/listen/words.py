"""What words sound like: a small network of our own that has heard many announcements, asked by NumPy alone.

Loudness by pitch (`features.SHADES`) goes through six layers that look back only, 1.4 s in all, and comes out as one
row of evidence per 80 ms: how much what was just said speaks for each of `KINDS`. The rows of a call add up. The layers
keep what they need of the past, so every frame is heard once; calls that are asked about together are heard together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import QUIETEST_SHADE_DB, SHADE_STEP_DB, Floats
from filon.voice.listen.spans import stacked

KINDS = ("human", "voicemail", "ivr", "unassigned", "other")
BLOCK = 24
"""Frames are heard by so many."""

OUT = 4
"""Frames of a row of evidence: 80 ms."""

BEFORE = 50
"""Frames before the wait ended that are heard too: a word may have begun."""

FALLS_DB = 0.06
"""How much the loudest is forgotten in a frame: loudness is relative to the loudest of late."""

BEST = 25
"""Rows of the two seconds that say most."""

DEEPEST, HIGHEST, RANGE_DB = -1.0, 1.5, 20.0
NAMES = (*(f"words_{what}_{kind}" for what in ("sum", "chance", "best", "late") for kind in KINDS), "words_sure")


@dataclass(frozen=True)
class Layer:
    """`taps` frames, `apart` from each other, make one; every `stride`-th is kept; `adds` to what came in."""

    weight: Floats
    bias: Floats
    taps: int
    apart: int
    stride: int
    adds: bool

    @property
    def past(self) -> int:
        """Frames of the past that it needs."""
        return (self.taps - 1) * self.apart

    @property
    def width(self) -> int:
        """Numbers of a frame that comes in."""
        return len(self.weight) // self.taps

    def __call__(self, before: Floats, rows: Floats) -> Floats:
        """(N, k, width) and the (N, past, width) before them → (N, k / stride, out)."""
        calls, frames, width = rows.shape
        count = frames // self.stride
        seen = np.empty((calls, count, self.taps, width), np.float32)
        for tap in range(self.taps):
            start = (tap + 1 - self.taps) * self.apart + self.stride - 1
            past = min(count, -(start // self.stride)) if start < 0 else 0
            seen[:, :past, tap] = before[:, self.past + start :: self.stride][:, :past]
            seen[:, past:, tap] = rows[:, start + past * self.stride :: self.stride][:, : count - past]
        out = seen.reshape(calls * count, -1) @ self.weight
        out += self.bias
        np.maximum(out, 0, out=out)
        shaped = out.reshape(calls, count, -1)
        if self.adds:
            shaped += rows
        return shaped

    def kept(self, before: Floats, rows: Floats) -> Floats:
        """The past of the next rows."""
        missing = self.past - rows.shape[1]
        return np.concatenate([before[:, -missing:], rows], axis=1) if missing > 0 else rows[:, -self.past :]


@dataclass(frozen=True)
class Network:
    """The layers and what reads the last one."""

    layers: tuple[Layer, ...]
    weight: Floats
    bias: Floats
    prior: Floats

    def hear(self, shades: Floats, past: list[Floats]) -> tuple[Floats, list[Floats]]:
        """Evidence of (N, k, `SHADES`) relative loudness, k a multiple of `OUT`; and the past of the next k."""
        kept, rows = [], shades
        for layer, before in zip(self.layers, past, strict=True):
            kept.append(layer.kept(before, rows))
            rows = layer(before, rows)
        return (rows @ self.weight + self.bias).astype(np.float32), kept

    def nothing(self) -> list[Floats]:
        """The past of a call that begins."""
        return [np.zeros((layer.past, layer.width), np.float32) for layer in self.layers]


SHAPES = ((5, 1, 2, False), (3, 1, 1, False), (3, 2, 1, False), (3, 2, 2, False), (3, 2, 1, True), (3, 4, 1, True))


@cache
def load_words() -> Network:
    """The network of `data/words.npz`: weights of a byte each, a scale to each column."""
    with files("filon.voice.listen").joinpath("data", "words.npz").open("rb") as stored:
        data = dict(np.load(stored, allow_pickle=False))
    layers = []
    for number, (taps, apart, stride, adds) in enumerate(SHAPES):
        weight = data[f"weight{number}"].astype(np.float32) * data[f"scale{number}"]
        layers.append(Layer(weight, data[f"bias{number}"], taps, apart, stride, adds))
    return Network(tuple(layers), data["weight"], data["bias"], data["prior"])


@dataclass
class Words:
    """What was heard of the words of one call since its wait ended."""

    begun: int = -1
    at: int = 0
    loudest: float = -200.0
    past: list[Floats] = field(default_factory=list)
    rows: list[Floats] = field(default_factory=list)

    def begin(self, since: int) -> None:
        """Hear from a little before this frame on; goes on when that is where it began."""
        if since != self.begun:
            self.begun, self.at, self.loudest = since, max(0, since - BEFORE), -200.0
            self.past, self.rows = load_words().nothing(), []

    def blocks(self, until: int) -> int:
        """How many blocks are there to be heard."""
        return max(0, until - self.at) // BLOCK

    def numbers(self) -> Floats:
        """The numbers of `NAMES`; zeros before anything was heard."""
        out = np.zeros(len(NAMES), np.float32)
        skipped = -(-(self.begun - max(0, self.begun - BEFORE)) // OUT)
        rows = np.concatenate(self.rows)[skipped:] if self.rows else _NO_ROWS
        if not len(rows):
            return out
        sums = np.add.accumulate(rows @ _FROM_MEAN)
        whole = sums[-1] + load_words().prior @ _FROM_MEAN
        odds = np.exp(whole - np.maximum.reduce(whole))
        best = sums[min(BEST, len(sums)) - 1 :].copy()
        best[1:] -= sums[:-BEST]
        out[_SUM], out[_CHANCE] = whole, odds / np.add.reduce(odds)
        out[_BEST], out[_LATE] = np.maximum.reduce(best), best[-1]
        out[-1] = np.maximum.reduce(out[_CHANCE])
        return out


_NO_ROWS = np.empty((0, len(KINDS)), np.float32)
_SUM, _CHANCE, _BEST, _LATE = (slice(at, at + len(KINDS)) for at in range(0, 4 * len(KINDS), len(KINDS)))
_FROM_MEAN = (np.eye(len(KINDS)) - 1 / len(KINDS)).astype(np.float32)
"""Multiplied by it, a row is told from the mean of its numbers."""


def listen_to_words(heard: Sequence[tuple[Words, NDArray[np.uint8], int]]) -> None:
    """Hear what is there of several calls: what was heard of each, its shades, and until which frame.

    Calls with as many blocks to be heard are heard together, and all these blocks at once.
    """
    alike: dict[int, list[tuple[Words, NDArray[np.uint8]]]] = {}
    for words, kept, until in heard:
        if blocks := words.blocks(until):
            alike.setdefault(blocks, []).append((words, kept))
    for blocks, calls in alike.items():
        _listen(calls, blocks * BLOCK)


def _listen(heard: Sequence[tuple[Words, NDArray[np.uint8]]], frames: int) -> None:
    shades = stacked([kept[words.at : words.at + frames] for words, kept in heard])
    level = shades * np.float32(SHADE_STEP_DB) + np.float32(QUIETEST_SHADE_DB)
    loudest = np.array([words.loudest for words, _ in heard], np.float32)
    relative, loudest = normal(level, loudest)
    past = [stacked(rows) for rows in zip(*(words.past for words, _ in heard), strict=True)]
    evidence, past = load_words().hear(relative, past)
    for place, (words, _) in enumerate(heard):
        words.at += frames
        words.loudest = float(loudest[place])
        words.past = [rows[place] for rows in past]
        words.rows.append(evidence[place])


def normal(level: Floats, loudest: Floats) -> tuple[Floats, Floats]:
    """Loudness relative to the loudest of late, in `RANGE_DB`; and the loudest after it."""
    fall = np.arange(1, level.shape[1] + 1, dtype=np.float32) * np.float32(FALLS_DB)
    tops = np.maximum(level.max(axis=2) + fall, loudest[:, None])
    top = np.maximum.accumulate(tops, axis=1) - fall
    relative = level - top[:, :, None]
    relative /= np.float32(RANGE_DB)
    relative += np.float32(HIGHEST)
    np.maximum(relative, np.float32(DEEPEST), out=relative)
    return np.minimum(relative, np.float32(HIGHEST), out=relative), top[:, -1]
