"""How phrases follow and resemble one another: a menu lists, an announcement reads, a person asks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import FIRST_BAND, FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.segments import Segments
from filon.voice.listen.spans import Mask, Spans

EDGE = 20
"""Frames of a phrase's beginning or end."""

LEAST_FRAMES = 25
PHRASE_GAP = 13
"""A pause of 0.26 s parts two phrases."""

FINAL = 15


def phrases(rows: Floats, speech: Segments, *, voiced: Mask) -> dict[str, float]:
    """Numbers about the lengths of phrases and pauses, how their edges resemble, and how the first utterance ends."""
    spans = speech.spans
    turns = speech.turns / FRAMES_PER_SECOND
    lengths = (spans[:, 1] - spans[:, 0]) / FRAMES_PER_SECOND
    gaps = (spans[1:, 0] - spans[:-1, 1]) / FRAMES_PER_SECOND
    parting = gaps[gaps >= PHRASE_GAP / FRAMES_PER_SECOND]
    quiets = turns[1:, 0] - turns[:-1, 1]
    starts, ends = _edges(rows, spans)
    rise, fall = _closing(rows, speech.turns, voiced=voiced)
    return {
        "phrase_evenness": _evenness(lengths),
        "pause_evenness": _evenness(parting),
        "pauses": float(len(parting)),
        "mean_pause": float(parting.mean()) if len(parting) else 0.0,
        "first_gap": float(gaps[0]) if len(gaps) else 0.0,
        "second_turn": float(turns[1, 1] - turns[1, 0]) if len(turns) > 1 else 0.0,
        "third_turn": float(turns[2, 1] - turns[2, 0]) if len(turns) > 2 else 0.0,
        "turns_differ": _difference(turns),
        "quiets_differ": float(max(abs(a - b) for a, b in pairwise(quiets))) if len(quiets) > 1 else -1.0,
        "starts_alike": starts,
        "ends_alike": ends,
        "closing_pitch": rise,
        "closing_level": fall,
    }


def _evenness(values: NDArray[np.floating]) -> float:
    """Spread of some lengths as a share of their mean; −1 for fewer than three."""
    return float(values.std() / (values.mean() + 0.05)) if len(values) > 2 else -1.0


def _difference(turns: NDArray[np.floating]) -> float:
    """How much longer the longer of the first two utterances is, as a share; −1 with fewer than two."""
    if len(turns) < 2:
        return -1.0
    first, second = (float(end - start) for start, end in turns[:2])
    return abs(first - second) / max(first, second, 0.1)


def _edges(rows: Floats, spans: Spans) -> tuple[float, float]:
    """How alike the best pairs of beginnings, and of ends, of phrases are (cosine, mean of each one's best)."""
    apart = spans[1:, 0] - spans[:-1, 1] >= PHRASE_GAP
    firsts = spans[np.concatenate([[True], apart]), 0] if len(spans) else spans[:, 0]
    lasts = spans[np.concatenate([apart, [True]]), 1] if len(spans) else spans[:, 1]
    kept = lasts - firsts >= LEAST_FRAMES
    firsts, lasts = firsts[kept], lasts[kept]
    if len(firsts) < 2:
        return 0.0, 0.0
    bands = rows[:, FIRST_BAND:] - rows[:, FIRST_BAND:].mean(axis=0)
    window = np.arange(EDGE)
    return _likeness(bands[firsts[:, None] + window]), _likeness(bands[lasts[:, None] - EDGE + window])


def _likeness(edges: Floats) -> float:
    flat = edges.reshape(len(edges), -1)
    flat = flat / (np.sqrt((flat**2).sum(axis=1, keepdims=True)) + 1e-6)
    pairs = flat @ flat.T
    np.fill_diagonal(pairs, -1)
    return float(pairs.max(axis=1).mean())


def _closing(rows: Floats, turns: Spans, *, voiced: Mask) -> tuple[float, float]:
    """The last 0.3 s of voice of the first utterance against all of it: pitch (log), level (dB). Questions rise."""
    if not len(turns):
        return 0.0, 0.0
    heard = np.flatnonzero(voiced[turns[0, 0] : turns[0, 1]]) + turns[0, 0]
    if len(heard) < 2 * FINAL:
        return 0.0, 0.0
    pitch, level = np.log(rows[heard, Column.PITCH]), rows[heard, Column.LEVEL]
    return float(np.median(pitch[-FINAL:]) - np.median(pitch)), float(level[-FINAL:].mean() - level.mean())
