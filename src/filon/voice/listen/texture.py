"""Music or not, over two seconds: music keeps its loudness and its lines, a voice does not."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import BANDS, COLOURS, FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.spans import Mask, Spans, join, longer, runs

WINDOW = 2 * FRAMES_PER_SECOND
STEP = FRAMES_PER_SECOND // 2
MUSIC, AROUND, DOUBTFUL = 0.6, 0.45, 0.25
"""Probability from which a window is music: alone, or of the mean around one that is at least doubtful."""

SHORTEST_WINDOWS = 4
"""Windows in a row before it is music and no longer a jingle or a vowel: 3.5 s."""

ACTIVE_DB, VOICED = 20, 0.6
LAGS = (1, 3, 6)
NAMES = (
    "gaps", "level_std", "level_range", "steady_1", "steady_3", "steady_6", "line", "line_std", "pair", "voicing",
    "voicing_std", "voiced", "pitch_std", "flux", "band_std", "centroid_std", "syllables", "attack", "jumps",
)  # fmt: skip

_RATES = np.fft.rfftfreq(WINDOW, 1 / FRAMES_PER_SECOND)
_SYLLABLES, _SLOWER = (_RATES >= 3) & (_RATES <= 8), _RATES > 0.4
"""Where syllables are, in Hz, and everything but the slowest swells."""


def texture(windows: Floats) -> Floats:
    """The numbers of `NAMES` for windows of frames, (N, `WINDOW`, `WIDTH`), all at once."""
    level, peak, line, _, pair, voicing, pitch = (np.ascontiguousarray(windows[:, :, c]) for c in Column)
    bands = windows[:, :, COLOURS]
    ordered = np.sort(level, axis=1)
    top = ordered[:, -6]
    active = level > top[:, None] - ACTIVE_DB
    voiced = active & (voicing > VOICED)
    steps = np.abs(peak[:, 1:] - peak[:, :-1])
    centroid = (10 ** (bands / 10) * np.arange(BANDS, dtype=np.float32)).sum(axis=2)
    centre, centre_spread = _mean_std(centroid, active)
    line_mean, line_spread = _mean_std(line, active)
    voicing_mean, voicing_spread = _mean_std(voicing, active)
    out = np.empty((len(windows), len(NAMES)), np.float32)
    numbers = [
        1 - active.mean(axis=1),
        _mean_std(level, active)[1],
        np.minimum(60.0, top - ordered[:, 5]),
        *((np.abs(peak[:, lag:] - peak[:, :-lag]) < 12 + 4 * lag).mean(axis=1) for lag in LAGS),
        line_mean,
        line_spread,
        _mean_std(pair, active)[0],
        voicing_mean,
        voicing_spread,
        voiced.mean(axis=1),
        np.where(voiced.sum(axis=1) > 3, _mean_std(np.log(pitch), voiced)[1], 0.0),
        _mean_std(np.abs(bands[:, 1:] - bands[:, :-1]).mean(axis=2), active[:, 1:])[0],
        _band_spread(bands, active),
        centre_spread / (centre + 1e-3),
        _syllables(level, top=top),
        (level[:, 1:] - level[:, :-1] > 6).mean(axis=1),
        (steps > 60).mean(axis=1),
    ]
    for column, values in enumerate(numbers):
        out[:, column] = values
    return out


def _mean_std(values: NDArray[Any], mask: Mask) -> tuple[NDArray[Any], NDArray[Any]]:
    """Mean and spread over the frames of a mask, row by row; 0 where it is empty."""
    count = np.maximum(mask.sum(axis=1), 1)
    mean = (values * mask).sum(axis=1) / count
    apart = (values - mean[:, None]) * mask
    return mean, np.sqrt(np.square(apart).sum(axis=1) / count)


def _band_spread(bands: Floats, mask: Mask) -> Floats:
    count = np.maximum(mask.sum(axis=1), 1)[:, None]
    weight = mask[:, :, None]
    mean = (bands * weight).sum(axis=1) / count
    apart = (bands - mean[:, None, :]) * weight
    spread: Floats = np.sqrt(np.square(apart).sum(axis=1) / count).mean(axis=1)
    return spread


def _syllables(level: Floats, *, top: Floats) -> Floats:
    """Share of the loudness curve's movement between 3 and 8 Hz, where syllables are."""
    curve = 10 ** (np.maximum(level - top[:, None], -40) / 20)
    spectrum = np.fft.rfft(curve - curve.mean(axis=1, keepdims=True), axis=1)
    power = spectrum.real**2 + spectrum.imag**2
    share: Floats = power[:, _SYLLABLES].sum(axis=1) / (power[:, _SLOWER].sum(axis=1) + 1e-9)
    return share


def music_spans(chances: NDArray[np.float32]) -> Spans:
    """Frames of music from the probability of each window, window k ending with frame `WINDOW` + k·`STEP`."""
    if not chances.size or chances.max() <= DOUBTFUL:
        return np.empty((0, 2), np.int64)
    around = np.convolve(chances, np.full(5, 0.2), "full")[2:-2]
    music = (chances > MUSIC) | ((around > AROUND) & (chances > DOUBTFUL))
    found = longer(join(runs(music), 2), SHORTEST_WINDOWS)
    starts = found[:, 0] * STEP + STEP // 2
    ends = (found[:, 1] - 1) * STEP + WINDOW - int(0.8 * FRAMES_PER_SECOND)
    return np.column_stack([starts, ends]).astype(np.int64)
