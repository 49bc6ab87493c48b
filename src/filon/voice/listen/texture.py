"""Music or not, over two seconds: music keeps its loudness and its lines, a voice does not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.features import FIRST_BAND, FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.spans import Spans, join, longer, runs

WINDOW = 2 * FRAMES_PER_SECOND
STEP = FRAMES_PER_SECOND // 2
MUSIC, AROUND, DOUBTFUL = 0.6, 0.45, 0.25
"""Probability from which a window is music: alone, or of the mean around one that is at least doubtful."""

SHORTEST_WINDOWS = 4
"""Windows in a row before it is music and no longer a jingle or a vowel: 3.5 s."""

NAMES = (
    "gaps", "level_std", "level_range", "steady_1", "steady_3", "steady_6", "line", "line_std", "pair", "voicing",
    "voicing_std", "voiced", "pitch_std", "flux", "band_std", "centroid_std", "syllables", "attack", "jumps",
)  # fmt: skip


def texture(rows: Floats) -> NDArray[np.float32]:
    """The numbers of `NAMES` for one window of frames."""
    level = rows[:, Column.LEVEL]
    top = float(np.sort(level)[-6])
    active = level > top - 20
    peak = rows[:, Column.PEAK]
    steady = [float((np.abs(peak[lag:] - peak[:-lag]) < 12 + 4 * lag).mean()) for lag in (1, 3, 6)]
    voicing, pitch = rows[:, Column.VOICING], np.log(rows[:, Column.PITCH])
    voiced = active & (voicing > 0.6)
    bands = rows[:, FIRST_BAND:]
    kept = bands[active]
    centroid = (10 ** (bands / 10)) @ np.arange(bands.shape[1], dtype=np.float32)
    rise = np.diff(level)
    return np.array(
        [
            1 - active.mean(),
            level[active].std(),
            min(60.0, top - float(np.sort(level)[5])),
            *steady,
            rows[active, Column.LINE].mean(),
            rows[active, Column.LINE].std(),
            rows[active, Column.LINES].mean(),
            voicing[active].mean(),
            voicing[active].std(),
            voiced.mean(),
            pitch[voiced].std() if voiced.sum() > 3 else 0.0,
            np.abs(np.diff(bands, axis=0))[active[1:]].mean() if active[1:].any() else 0.0,
            kept.std(axis=0).mean(),
            centroid[active].std() / (centroid[active].mean() + 1e-3),
            _syllables(level, top=top),
            (rise > 6).mean(),
            (np.abs(np.diff(peak)) > 60).mean(),
        ],
        np.float32,
    )


def _syllables(level: Floats, *, top: float) -> float:
    """Share of the loudness curve's movement between 3 and 8 Hz, where syllables are."""
    curve = 10 ** (np.maximum(level - top, -40) / 20)
    power = np.abs(np.fft.rfft(curve - curve.mean())) ** 2
    rate = np.fft.rfftfreq(len(curve), 1 / FRAMES_PER_SECOND)
    return float(power[(rate >= 3) & (rate <= 8)].sum() / (power[rate > 0.4].sum() + 1e-9))


def music_spans(chances: NDArray[np.float32]) -> Spans:
    """Frames of music from the probability of each window, window k ending with frame `WINDOW` + k·`STEP`."""
    if not chances.size:
        return np.empty((0, 2), np.int64)
    around = np.convolve(chances, np.full(5, 0.2), "full")[2:-2]
    music = (chances > MUSIC) | ((around > AROUND) & (chances > DOUBTFUL))
    found = longer(join(runs(music), 2), SHORTEST_WINDOWS)
    starts = found[:, 0] * STEP + STEP // 2
    ends = (found[:, 1] - 1) * STEP + WINDOW - int(0.8 * FRAMES_PER_SECOND)
    return np.column_stack([starts, ends]).astype(np.int64)
