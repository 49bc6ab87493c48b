"""When somebody speaks: segments of sound above the noise of the line, and utterances made of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from filon.voice.listen.features import FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.spans import Mask, Spans, join, longer, runs

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
    spans: Spans
    turns: Spans

    @property
    def spoken(self) -> float:
        """Seconds of segments."""
        return float((self.spans[:, 1] - self.spans[:, 0]).sum()) / FRAMES_PER_SECOND


def gate(level: Floats) -> float:
    """The level above which a frame is sound: between the floor and the voice, wherever these are."""
    if not level.size:
        return QUIETEST_DB
    ordered = np.sort(level)
    low = float(ordered[len(ordered) // 10])
    high = float(ordered[min(len(ordered) - 1, len(ordered) * 96 // 100)])
    return max(low + float(np.clip(0.45 * (high - low), 5, 12)), high - RANGE_DB, QUIETEST_DB)


def segments(rows: Floats, *, tonal: Mask) -> Segments:
    """The speech of some frames; those that belong to a tone are not speech."""
    level = rows[:, Column.LEVEL]
    threshold = gate(level[~tonal] if tonal.any() and not tonal.all() else level)
    active = (level > threshold) & ~tonal
    spans = longer(join(runs(active), BREATH_FRAMES), SHORTEST_FRAMES)
    return Segments(active=active, gate=threshold, spans=spans, turns=join(spans, TURN_FRAMES))
