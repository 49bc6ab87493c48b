"""When somebody speaks: segments of sound above the noise of the line, and utterances made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from filon.voice.listen.features import FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.spans import Mask, Pairs, Spans, array, joined, pairs

QUIETEST_DB = -66.0
RANGE_DB = 32.0
"""Nobody's softest vowel is further below the loudest one."""

BREATH_FRAMES = 11
"""A pause shorter than 0.22 s is inside a sentence."""

SHORTEST_FRAMES = 6
TURN_FRAMES = 45
"""A pause of 0.9 s ends an utterance: nobody breathes that long in a greeting."""


@dataclass(frozen=True)
class Segments:
    """Speech in frames from the start of the rows given; `active` is before the gaps were closed."""

    active: Mask
    gate: float
    pieces: Pairs
    utterances: Pairs

    @cached_property
    def spans(self) -> Spans:
        """The segments, as an array."""
        return array(self.pieces)

    @cached_property
    def turns(self) -> Spans:
        """The utterances, as an array."""
        return array(self.utterances)

    @cached_property
    def voice(self) -> Mask:
        """The frames of the segments that are above the gate."""
        mask = np.zeros(len(self.active), bool)
        for start, end in self.pieces:
            mask[start:end] = True
        return mask & self.active

    @property
    def spoken(self) -> float:
        """Seconds of segments."""
        return sum(end - start for start, end in self.pieces) / FRAMES_PER_SECOND


def gate(level: Floats) -> float:
    """The level above which a frame is sound: between the floor and the voice, wherever these are."""
    if not level.size:
        return QUIETEST_DB
    ordered = level.copy()
    ordered.sort()
    low = float(ordered[len(ordered) // 10])
    high = float(ordered[min(len(ordered) - 1, len(ordered) * 96 // 100)])
    return max(low + min(12.0, max(5.0, 0.45 * (high - low))), high - RANGE_DB, QUIETEST_DB)


def segments(rows: Floats, *, tonal: Mask) -> Segments:
    """The speech of some frames; those that belong to a tone are not speech."""
    level = rows[:, Column.LEVEL]
    some = bool(tonal.any())
    silent = ~tonal if some else tonal
    threshold = gate(level[silent] if some and silent.any() else level)
    active = (level > threshold) & silent if some else level > threshold
    pieces = [(a, b) for a, b in joined(pairs(active), BREATH_FRAMES) if b - a >= SHORTEST_FRAMES]
    return Segments(active=active, gate=threshold, pieces=pieces, utterances=joined(pieces, TURN_FRAMES))
