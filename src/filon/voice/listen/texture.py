"""Music or not, over two seconds: music keeps its loudness and its lines, a voice does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import BANDS, COLOURS, FRAMES_PER_SECOND, ROW, Column, Floats
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

NO_MUSIC: Spans = np.empty((0, 2), np.int64)
_RATES = np.fft.rfftfreq(WINDOW, 1 / FRAMES_PER_SECOND)[1:]
_SYLLABLES = (_RATES >= 3) & (_RATES <= 8)
"""Where syllables are, in Hz."""

_ANGLES = 2 * np.pi / FRAMES_PER_SECOND * np.outer(np.arange(WINDOW), _RATES)
_WAVES = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)]).astype(np.float32)
_DB, _DB_OF_POWER = np.float32(np.log(10) / 20), np.float32(np.log(10) / 10)
_PLACES = np.arange(BANDS, dtype=np.float32)
_CENTROID = ROW
"""Where the middle of the bands stands, after the numbers of a row."""


def texture(windows: Sequence[Floats]) -> Floats:
    """The numbers of `NAMES` for windows of frames, N of (`WINDOW`, at least `ROW`), all at once."""
    columns = _columns(windows)
    level, peak, pitch = (columns[:, each] for each in (Column.LEVEL, Column.PEAK, Column.PITCH))
    ordered = np.sort(level, axis=1)
    top = ordered[:, -6]
    active = level > (top - ACTIVE_DB)[:, None]
    voiced = active & (columns[:, Column.VOICING] > VOICED)
    average, spread = _mean_std(columns, active)
    rise, leaps = level[:, 1:] - level[:, :-1], {lag: np.abs(peak[:, lag:] - peak[:, :-lag]) for lag in LAGS}
    numbers = [
        1 - _share(active),
        spread[:, Column.LEVEL],
        np.minimum(60.0, top - ordered[:, 5]),
        *(_share(leaps[lag] < 12 + 4 * lag) for lag in LAGS),
        average[:, Column.LINE],
        spread[:, Column.LINE],
        average[:, Column.LINES],
        average[:, Column.VOICING],
        spread[:, Column.VOICING],
        _share(voiced),
        np.where(_count(voiced) > 3, _mean_std(np.log(pitch)[:, None], voiced)[1][:, 0], 0.0),
        _flux(columns[:, COLOURS], active),
        np.add.reduce(spread[:, COLOURS], axis=1) / BANDS,
        spread[:, _CENTROID] / (average[:, _CENTROID] + 1e-3),
        _syllables(level, top=top),
        _share(rise > 6),
        _share(leaps[1] > 60),
    ]
    return np.stack(numbers, axis=1).astype(np.float32)


def _columns(windows: Sequence[Floats]) -> Floats:
    """Each number of the rows over time, and the middle of the bands after them."""
    columns = np.empty((len(windows), ROW + 1, WINDOW), np.float32)
    for place, window in enumerate(windows):
        columns[place, :ROW] = window[:, :ROW].T
    np.matmul(_PLACES, np.exp(columns[:, COLOURS] * _DB_OF_POWER), out=columns[:, _CENTROID])
    return columns


def _count(mask: Mask) -> NDArray[np.uint8]:
    """How many of at most 255 are true, row by row."""
    count: NDArray[np.uint8] = np.add.reduce(mask.view(np.uint8), axis=1, dtype=np.uint8)
    return count


def _share(mask: Mask) -> NDArray[Any]:
    share: NDArray[Any] = _count(mask) / mask.shape[1]
    return share


def _mean_std(columns: Floats, mask: Mask) -> tuple[NDArray[Any], NDArray[Any]]:
    """Mean and spread of each column over the frames of a mask, (N, columns); 0 where it is empty."""
    weight = mask.astype(np.float32)[:, :, None]
    count = np.maximum(_count(mask), 1).astype(np.float32)[:, None]
    mean = (columns @ weight)[:, :, 0] / count
    apart = columns - mean[:, :, None]
    np.square(apart, out=apart)
    return mean, np.sqrt((apart @ weight)[:, :, 0] / count)


def _flux(bands: Floats, mask: Mask) -> Floats:
    """How much the colour changes from frame to frame."""
    active = mask[:, 1:]
    changes = bands[..., 1:] - bands[..., :-1]
    changed = np.abs(changes, out=changes) @ active.astype(np.float32)[:, :, None]
    flux: Floats = np.add.reduce(changed[:, :, 0], axis=1) / (BANDS * np.maximum(_count(active), 1).astype(np.float32))
    return flux


def _syllables(level: Floats, *, top: Floats) -> Floats:
    """Share of the loudness curve's movement between 3 and 8 Hz, where syllables are."""
    curve = np.exp(np.maximum(level - top[:, None], -40) * _DB)
    curve -= np.add.reduce(curve, axis=1, keepdims=True) / WINDOW
    power = np.add.reduce(np.square(curve @ _WAVES))
    share: Floats = np.add.reduce(power[:, _SYLLABLES], axis=1) / (np.add.reduce(power, axis=1) + 1e-9)
    return share


def music_spans(found: Sequence[float]) -> Spans:
    """Frames of music from the probability of each window, window k ending with frame `WINDOW` + k·`STEP`."""
    if max(found, default=0.0) <= DOUBTFUL:
        return NO_MUSIC
    chances = np.array(found, np.float32)
    around = np.convolve(chances, np.full(5, 0.2), "full")[2:-2]
    music = (chances > MUSIC) | ((around > AROUND) & (chances > DOUBTFUL))
    spans = longer(join(runs(music), 2), SHORTEST_WINDOWS)
    starts = spans[:, 0] * STEP + STEP // 2
    ends = (spans[:, 1] - 1) * STEP + WINDOW - int(0.8 * FRAMES_PER_SECOND)
    return np.column_stack([starts, ends]).astype(np.int64)
