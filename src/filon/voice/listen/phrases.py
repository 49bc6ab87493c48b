"""How phrases resemble one another and how the first one ends: a menu lists, a recording comes round, a person asks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import COLOURS, Floats
from filon.voice.listen.segments import Segments
from filon.voice.listen.spans import joined

EDGE = 20
"""Frames of a phrase's beginning or end."""

LEAST_FRAMES = 25
PHRASE_GAP = 13
"""A pause of 0.26 s parts two phrases."""

FINAL = 15
OPENING = 40
"""Frames of an utterance's beginning that tell whether it is said again."""

LEEWAY = 2
MOST_TURNS = 6


def likeness(rows: Floats, speech: Segments) -> dict[str, float]:
    """How alike the edges of phrases and the openings of utterances are (cosines, 0 where there are not two)."""
    parted = [(a, b) for a, b in joined(speech.pieces, PHRASE_GAP) if b - a >= LEAST_FRAMES]
    none = {"starts_alike": 0.0, "ends_alike": 0.0, "turns_alike": 0.0, "first_again": 0.0}
    if len(parted) < 2:
        return none
    colours = rows.T[COLOURS]
    bands = (colours - (np.add.reduce(colours, axis=1) / np.float32(len(rows)))[:, None]).T
    firsts, lasts = np.array(parted).T
    window = np.arange(EDGE)
    starts = _pairs(bands[firsts[:, None] + window])
    ends = _pairs(bands[lasts[:, None] - EDGE + window])
    again, first = _openings(bands, speech)
    return {"starts_alike": starts, "ends_alike": ends, "turns_alike": again, "first_again": first}


def _unit(edges: Floats) -> Floats:
    flat = edges.reshape(len(edges), -1)
    unit: Floats = flat / (np.sqrt((flat**2).sum(axis=1, keepdims=True)) + 1e-6)
    return unit


def _pairs(edges: Floats) -> float:
    """Mean of each one's best likeness to another."""
    flat = _unit(edges)
    alike = flat @ flat.T
    alike.flat[:: len(alike) + 1] = -1
    return float(alike.max(axis=1).mean())


def _openings(bands: Floats, speech: Segments) -> tuple[float, float]:
    """How alike the two most alike utterances begin, and another one to the first; two frames of leeway."""
    begun = [a for a, _ in speech.utterances if LEEWAY <= a <= len(bands) - OPENING - LEEWAY][:MOST_TURNS]
    if len(begun) < 2:
        return 0.0, 0.0
    shifts = np.arange(-LEEWAY, LEEWAY + 1)
    at = (np.array(begun)[:, None] + shifts).ravel()
    flat = _unit(bands[at[:, None] + np.arange(0, OPENING, 2)])
    middle = flat[LEEWAY :: len(shifts)]
    alike = (middle @ flat.T).reshape(len(begun), len(begun), len(shifts)).max(axis=2)
    alike.flat[:: len(alike) + 1] = -1
    return float(alike.max()), float(alike[0, 1:].max())


def closing(pitch: Floats, level: Floats) -> dict[str, float]:
    """The last 0.3 s of voice of the first utterance against all of it: pitch (log), level (dB). Questions rise."""
    if len(pitch) < 2 * FINAL:
        return {"closing_pitch": 0.0, "closing_level": 0.0}
    rise = middle(pitch[-FINAL:]) - middle(pitch)
    last = np.add.reduce(level[-FINAL:]) / FINAL
    return {"closing_pitch": rise, "closing_level": float(last - np.add.reduce(level) / len(level))}


def middle(values: NDArray[np.floating]) -> float:
    """The median, the upper one of two; of at least one value."""
    half, parted = len(values) // 2, values.copy()
    parted.partition(half)
    return float(parted[half])
