"""What is said twice: an announcement that comes round again, a menu whose phrases begin and end alike.

A recording repeats itself to the frame; people do not. No word needs to be understood for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import COLOURS, FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.spans import Mask, pairs

STEP = 2
PATTERN_S = 0.4
PATTERN = int(PATTERN_S * FRAMES_PER_SECOND / STEP)
EVERY = 4
"""Steps from one pattern that is looked for to the next: 0.16 s."""

NEAREST = int(1.2 * FRAMES_PER_SECOND / STEP)
"""Steps: closer than 1.2 s, a sound resembles itself because it has not ended."""

LONGEST_S = 24
LIKE = 0.8
FLOOR_DB, QUIET_DB = 30.0, -5.0
LEAST_PAIRS = 7
_PATTERN, _COUNTED = np.ones(PATTERN, np.float32), np.ones(PATTERN, np.int64)


@dataclass(frozen=True)
class Repetition:
    """How alike the sound is to itself elsewhere, 0 to 1."""

    typical: float = 0.0
    """Median over the patterns of their best likeness elsewhere."""

    top: float = 0.0
    """Its ninetieth percentile: one word said again is enough."""

    share: float = 0.0
    """Share of the patterns heard again."""

    whole: float = 0.0
    """Likeness of the whole sound to itself at the best distance."""

    distance: float = 0.0
    """That distance, in seconds."""

    length: float = 0.0
    """Seconds that are alike at that distance: an announcement comes round whole, « allô » does not last."""

    times: float = 0.0
    """How many other places a pattern is heard at, a mean."""

    most_times: float = 0.0
    """The same for the tenth of the patterns heard most: « tapez » comes with every choice of a menu."""

    distances: float = 0.0
    """At how many distances some words are alike: one for an announcement, several for a list."""


def repetition(rows: Floats, *, active: Mask, gate: float) -> Repetition:
    """Compare some 0.4 s of speech with all the others."""
    rows, active = rows[: LONGEST_S * FRAMES_PER_SECOND : STEP], active[: LONGEST_S * FRAMES_PER_SECOND : STEP]
    if active.sum() < 2 * PATTERN or len(rows) < 3 * PATTERN:
        return Repetition()
    shapes, spoken = _patterns(rows, active=active, gate=gate)
    asked = np.arange(0, len(shapes), EVERY)
    asked = asked[spoken[asked]]
    if len(asked) < LEAST_PAIRS or len(shapes) <= NEAREST:
        return Repetition()
    alike = shapes[asked] @ shapes.T
    far = np.where(np.abs(np.arange(len(shapes)) - asked[:, None]) >= NEAREST, alike, 0)
    best = np.sort(far.max(axis=1))
    again = far > LIKE
    times = again[:, 0] + (again[:, 1:] & ~again[:, :-1]).sum(axis=1)
    whole, distance, length, distances = _distances(alike, asked=asked)
    return Repetition(
        typical=float(best[len(best) // 2]),
        top=float(best[len(best) * 9 // 10]),
        share=np.count_nonzero(best > LIKE) / len(best),
        whole=whole,
        distance=distance,
        length=length,
        times=int(np.add.reduce(times)) / len(times),
        most_times=float(np.sort(times)[len(times) * 9 // 10]),
        distances=distances,
    )


def _patterns(rows: Floats, *, active: Mask, gate: float) -> tuple[Floats, Mask]:
    """Unit vectors of the band levels over each 0.4 s, zero where less than half of it is speech."""
    columns = rows.T
    levels = columns[COLOURS] + (columns[Column.LEVEL] - np.float32(gate))
    np.clip(levels, QUIET_DB, FLOOR_DB, out=levels)
    levels[:, ~active] = QUIET_DB
    levels -= (levels @ active.astype(np.float32) / np.float32(np.count_nonzero(active)))[:, None]
    levels = np.ascontiguousarray(levels.T)
    one, step = levels.strides[::-1]
    shape = len(levels) - PATTERN + 1, PATTERN * levels.shape[1]
    flat: Floats = np.ndarray(shape, np.float32, buffer=levels.data, strides=(step, one))  # each a step on
    spoken = np.convolve(active, _COUNTED, "valid") * 2 >= PATTERN
    size = np.sqrt(np.convolve(np.add.reduce(np.square(levels), axis=1), _PATTERN, "valid"))
    return np.asarray(flat * (spoken / (size + 1e-6))[:, None], np.float32), spoken


@cache
def _columns(count: int) -> NDArray[np.int64]:
    """How far each distance is from its pattern's own place."""
    return np.arange(NEAREST, count)


def _distances(alike: Floats, *, asked: NDArray[np.int64]) -> tuple[float, float, float, float]:
    """The best distance: mean likeness of the pairs where both sides speak, seconds of it and seconds alike.

    And at how many distances some patterns in a row are alike.
    """
    count = alike.shape[1]
    padded = np.zeros((len(asked), 2 * count), np.float32)
    padded[:, :count] = alike
    columns = asked[:, None] + _columns(count)
    moved = np.take_along_axis(padded, columns, axis=1)
    both = np.add.reduce(moved != 0)
    means = np.where(both >= LEAST_PAIRS, np.add.reduce(moved) / np.maximum(both, 1), 0)
    best = int(means.argmax())
    hits = moved > LIKE
    length = np.count_nonzero(hits[:, best]) * EVERY * STEP / FRAMES_PER_SECOND if means[best] > 0 else 0.0
    in_a_row = hits[2:] & hits[1:-1] & hits[:-2]
    number = float(len(pairs(np.asarray(in_a_row.any(axis=0)))))
    if means[best] <= 0:
        return 0.0, 0.0, 0.0, number
    return float(means[best]), (best + NEAREST) * STEP / FRAMES_PER_SECOND, length, number
