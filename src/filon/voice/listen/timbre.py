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
    """The numbers of `NAMES`, 0 where nothing was said."""
    at = np.flatnonzero(speech.voice)
    if len(at) < LEAST:
        return dict.fromkeys(NAMES, 0.0)
    said = rows[at]
    mean = said.mean(axis=0)
    spread = np.sqrt(np.square(said - mean).mean(axis=0))
    level = said[:, Column.LEVEL]
    ordered = np.sort(level)
    is_voiced = said[:, Column.VOICING] > VOICED
    pitch = np.log(said[is_voiced, Column.PITCH])
    before = at[1:] if at[0] == 0 else at
    first = int(np.searchsorted(at, speech.utterances[0][1]))
    voiced_first = int(is_voiced[:first].sum())
    return {
        "level_std": float(spread[Column.LEVEL]),
        "level_range": float(ordered[len(ordered) * 95 // 100] - ordered[len(ordered) // 20]),
        "voicing": float(mean[Column.VOICING]),
        "voiced": len(pitch) / len(at),
        "pitch": float(np.exp(middle(pitch))) if pitch.size else 0.0,
        "pitch_std": float(pitch.std()) if pitch.size else 0.0,
        "flux": float(np.abs(rows[before, COLOURS] - rows[before - 1, COLOURS]).mean()) if len(before) else 0.0,
        "band_std": float(spread[COLOURS].mean()),
        **_moved(said[:first], said[first:]),
        "turn_pitch": _pitch_moved(pitch[:voiced_first], pitch[voiced_first:]),
        **closing(pitch[:voiced_first], level[:first][is_voiced[:first]]),
    }


def _moved(one: Floats, two: Floats) -> dict[str, float]:
    """How much level and colour differ between two sets of frames: another person, or the same tape."""
    if len(one) < LEAST or len(two) < LEAST:
        return {"turn_level": 0.0, "turn_bands": 0.0}
    apart = np.abs(one.mean(axis=0) - two.mean(axis=0))
    return {"turn_level": float(apart[Column.LEVEL]), "turn_bands": float(apart[COLOURS].mean())}


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
    quiet = ~speech.voice & ~tonal
    start = speech.pieces[0][0]
    before, after = level[:start][quiet[:start]], level[start:][quiet[start:]]
    rest = level[quiet]
    rise = float(level[speech.voice].mean()) - middle(rest) if rest.size else SILENT_RISE_DB
    change = middle(after) - middle(before) if len(before) >= LEAST and len(after) >= LEAST else 0.0
    return {"rise": min(rise, 50.0), "noise_change": min(30.0, max(-30.0, change))}
