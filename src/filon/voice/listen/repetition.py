"""What is said twice: an announcement that comes round again, a menu whose phrases begin and end alike.

A recording repeats itself to the frame; people do not. No word needs to be understood for that.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from filon.voice.listen.features import FIRST_BAND, FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.spans import Mask

STEP = 2
PATTERN_S = 0.4
PATTERN = int(PATTERN_S * FRAMES_PER_SECOND / STEP)
NEAREST_S = 1.2
"""Closer than that, a sound resembles itself because it has not ended."""

LONGEST_S = 24
LIKE = 0.8
FLOOR_DB = 30.0
LEAST_PAIRS = 25


@dataclass(frozen=True)
class Repetition:
    """How alike the sound is to itself later on, 0 to 1."""

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


def repetition(rows: Floats, *, active: Mask, gate: float) -> Repetition:
    """Compare every 0.4 s of speech with every other."""
    rows, active = rows[: LONGEST_S * FRAMES_PER_SECOND : STEP], active[: LONGEST_S * FRAMES_PER_SECOND : STEP]
    if active.sum() < 2 * PATTERN or len(rows) < 3 * PATTERN:
        return Repetition()
    shapes = _patterns(rows, active=active, gate=gate)
    likeness = shapes @ shapes.T
    nearest = int(NEAREST_S * FRAMES_PER_SECOND / STEP)
    count = len(likeness)
    spoken = np.flatnonzero(likeness.diagonal() > 0.5)
    if len(spoken) < PATTERN or count <= nearest:
        return Repetition()
    index = np.arange(count)
    elsewhere = np.where(np.abs(index[:, None] - index[None, spoken]) >= nearest, likeness[:, spoken], 0)
    best = np.sort(elsewhere.max(axis=0))
    whole, distance, length = _whole(likeness, nearest=nearest)
    return Repetition(
        typical=float(best[len(best) // 2]),
        top=float(best[len(best) * 9 // 10]),
        share=float((best > LIKE).mean()),
        whole=whole,
        distance=distance,
        length=length,
    )


def _patterns(rows: Floats, *, active: Mask, gate: float) -> Floats:
    """Unit vectors of the band levels over each 0.4 s, zero where less than half of it is speech."""
    levels = np.clip(rows[:, FIRST_BAND:] + (rows[:, Column.LEVEL] - gate)[:, None], -5, FLOOR_DB)
    levels[~active] = -5
    levels = levels - levels[active].mean(axis=0)
    windows = np.lib.stride_tricks.sliding_window_view(levels, PATTERN, axis=0)
    flat = windows.reshape(len(windows), -1).astype(np.float32)
    busy = np.lib.stride_tricks.sliding_window_view(active, PATTERN).mean(axis=1) >= 0.5
    length = np.sqrt(np.einsum("ij,ij->i", flat, flat)) + np.float32(1e-6)
    return np.asarray(flat * (busy / length)[:, None], np.float32)


def _whole(likeness: Floats, *, nearest: int) -> tuple[float, float, float]:
    """Mean likeness along each diagonal: sum over the pairs, by the number of pairs where both sides speak."""
    count = len(likeness)
    padded = np.zeros((count, 2 * count), np.float32)
    padded[:, :count] = likeness
    size = padded.itemsize
    skewed = np.lib.stride_tricks.as_strided(padded, (count, count), ((2 * count + 1) * size, size))
    spoken = skewed != 0
    pairs = spoken.sum(axis=0)
    means = np.where(pairs >= LEAST_PAIRS, skewed.sum(axis=0) / np.maximum(pairs, 1), 0)
    means[:nearest] = 0
    best = int(means.argmax())
    alike = float((skewed[:, best] > LIKE).sum()) if means[best] else 0.0
    return float(means[best]), best * STEP / FRAMES_PER_SECOND, alike * STEP / FRAMES_PER_SECOND
