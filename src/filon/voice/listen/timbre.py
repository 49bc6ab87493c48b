"""What the voice is like, whether it changes after the first utterance, and the line behind it."""

from __future__ import annotations

import numpy as np

from filon.voice.listen.features import COLOURS, Column, Floats
from filon.voice.listen.phrases import closing, middle
from filon.voice.listen.segments import Segments
from filon.voice.listen.spans import Mask

VOICED = 0.55
LEAST = 5
"""Frames from which a mean says something."""

SILENT_RISE_DB = 40.0
NAMES = (
    "level_std", "level_range", "turn_level", "voicing", "voiced", "pitch", "pitch_std", "turn_pitch", "flux",
    "band_std", "turn_bands", "closing_pitch", "closing_level",
)  # fmt: skip


def timbre(rows: Floats, speech: Segments) -> dict[str, float]:
    """The numbers of `NAMES`, 0 where nothing was said.

    Sums over the frames of a mask are products with it: that copies no frame, and each column of a call is one row
    of memory.
    """
    at = np.flatnonzero(speech.voice)
    if len(at) < LEAST:
        return dict.fromkeys(NAMES, 0.0)
    columns, voice, count = rows.T, speech.voice.astype(np.float32), np.float32(len(at))
    level = columns[Column.LEVEL].take(at)
    is_voiced = columns[Column.VOICING].take(at) > VOICED
    pitch = np.log(columns[Column.PITCH].take(at[is_voiced]))
    end = speech.utterances[0][1]
    first = int(at.searchsorted(end))
    voiced_first = int(np.count_nonzero(is_voiced[:first]))
    sums, begun = columns @ voice, columns[:, :end] @ voice[:end]
    average = sums / count
    apart = columns[COLOURS] - average[COLOURS, None]
    ordered = np.sort(level)
    return {
        "level_std": float(spread(level, about=average[Column.LEVEL])),
        "level_range": float(ordered[len(ordered) * 95 // 100] - ordered[len(ordered) // 20]),
        "voicing": float(average[Column.VOICING]),
        "voiced": len(pitch) / len(at),
        "pitch": float(np.exp(middle(pitch))) if pitch.size else 0.0,
        "pitch_std": float(spread(pitch, about=mean(pitch))) if pitch.size else 0.0,
        "flux": _flux(columns[COLOURS], voice),
        "band_std": float(mean(np.sqrt(np.square(apart, out=apart) @ voice / count))),
        **_moved(begun, sums - begun, counts=(first, len(at) - first)),
        "turn_pitch": _pitch_moved(pitch[:voiced_first], pitch[voiced_first:]),
        **closing(pitch[:voiced_first], level[:first][is_voiced[:first]]),
    }


def _flux(colours: Floats, voice: Floats) -> float:
    """How much the colours of voiced frames differ from those of the frame before."""
    changed = colours[:, 1:] - colours[:, :-1]
    count = np.add.reduce(voice[1:])
    return float(np.add.reduce(np.abs(changed, out=changed) @ voice[1:]) / (count * len(colours))) if count else 0.0


def mean(values: Floats) -> Floats:
    """As `values.mean(axis=0)`, in a third of its time where the values are few."""
    average: Floats = np.add.reduce(values) / np.float32(len(values))
    return average


def spread(values: Floats, *, about: Floats) -> Floats:
    """The standard deviation of each column about its mean."""
    deviation: Floats = np.sqrt(mean(np.square(values - about)))
    return deviation


def _moved(one: Floats, two: Floats, *, counts: tuple[int, int]) -> dict[str, float]:
    """How much level and colour differ between two sets of frames, by their sums: another person, or the same tape."""
    if min(counts) < LEAST:
        return {"turn_level": 0.0, "turn_bands": 0.0}
    apart = np.abs(one / np.float32(counts[0]) - two / np.float32(counts[1]))
    return {"turn_level": float(apart[Column.LEVEL]), "turn_bands": float(mean(apart[COLOURS]))}


def _pitch_moved(one: Floats, two: Floats) -> float:
    if len(one) < LEAST or len(two) < LEAST:
        return 0.0
    return abs(middle(one) - middle(two))


def line(rows: Floats, speech: Segments, *, tonal: Mask) -> dict[str, float]:
    """How far speech stands out of the line's noise, and how much that noise changed since somebody spoke."""
    level = rows[:, Column.LEVEL]
    if not speech.pieces:
        ordered = np.sort(level)
        spread = float(ordered[len(ordered) * 95 // 100] - ordered[len(ordered) // 2]) if ordered.size else 0.0
        return {"rise": spread, "noise_change": 0.0}
    quiet = ~(speech.voice | tonal)
    start = speech.pieces[0][0]
    before, after = level[:start][quiet[:start]], level[start:][quiet[start:]]
    rest = level[quiet]
    rise = float(mean(level[speech.voice])) - middle(rest) if rest.size else SILENT_RISE_DB
    change = middle(after) - middle(before) if len(before) >= LEAST and len(after) >= LEAST else 0.0
    return {"rise": min(rise, 50.0), "noise_change": min(30.0, max(-30.0, change))}
