"""What a voice says, without who says it, how loud and over which line: cepstra of the telephone's band. Pure."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

FRAME_S, WINDOW_S = 0.02, 0.032
BAND_HZ = (200.0, 3500.0)
BANDS, CEPSTRA = 20, 12
LIFTER = 22
NOISE_BELOW_DB = 25.0
"""Under the loud frames: what is quieter is the line, and the same on every line."""

SPOKEN_BELOW_DB, OVER_LINE_DB, SURELY_BELOW_DB = 22.0, 4.0, 8.0
"""Where speech begins and ends: so far under its loud frames, so far over the line, and no later than that."""

SLOPE_FRAMES = 2
LEAST_FRAMES = 5
Frames = NDArray[np.float32]


def described(sound: NDArray[np.int16], *, rate: int) -> tuple[Frames, int, float]:
    """Its frames from the first to the last that speaks, the place of the first, and how much its level varies (dB).

    No frames where there is too little to say.
    """
    powers = _powers(sound.astype(np.float32), rate)
    if len(powers) < LEAST_FRAMES:
        return np.zeros((0, 2 * CEPSTRA + 2), np.float32), 0, 0.0
    levels = 10 * np.log10(powers.sum(1) + 1)
    loud, line = float(np.quantile(levels, 0.9)), float(np.quantile(levels, 0.05))
    spoken = levels > min(max(loud - SPOKEN_BELOW_DB, line + OVER_LINE_DB), loud - SURELY_BELOW_DB)
    first, last = np.flatnonzero(spoken)[[0, -1]] if spoken.any() else (0, len(levels) - 1)
    floor = 10 ** ((loud - NOISE_BELOW_DB) / 10) / BANDS
    cepstra = np.log(np.maximum(powers, floor)) @ _cosines().T
    cepstra -= cepstra[spoken].mean(0) if spoken.any() else cepstra.mean(0)
    level = np.clip((levels - loud) / 10, -2.5, 1)[:, None]
    still = np.concatenate([cepstra, level], axis=1)[first : last + 1]
    moving = np.zeros_like(still)
    moving[SLOPE_FRAMES:-SLOPE_FRAMES] = (still[2 * SLOPE_FRAMES :] - still[: -2 * SLOPE_FRAMES]) / 2
    return np.concatenate([still, moving], axis=1).astype(np.float32), int(first), float(levels.std())


def _powers(sound: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    size, hop = int(WINDOW_S * rate), int(FRAME_S * rate)
    if len(sound) < size:
        return np.zeros((0, BANDS), np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(sound, size)[::hop] * np.hamming(size).astype(np.float32)
    spectrum = np.abs(np.fft.rfft(windows, n=_points(size), axis=1)) ** 2
    return np.asarray(spectrum @ _bands(rate, _points(size)).T, np.float32)


def _points(size: int) -> int:
    return 1 << (size - 1).bit_length()


@cache
def _bands(rate: int, points: int) -> NDArray[np.float32]:
    """Triangles, even on the mel scale."""
    low, high = (1127 * np.log(1 + hertz / 700) for hertz in BAND_HZ)
    edges = 700 * (np.exp(np.linspace(low, high, BANDS + 2) / 1127) - 1)
    at = np.fft.rfftfreq(points, 1 / rate)
    rising = (at - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - at) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.maximum(np.minimum(rising, falling), 0), np.float32)


@cache
def _cosines() -> NDArray[np.float32]:
    """The cosine transform, its coefficients of like weight."""
    order = np.arange(1, CEPSTRA + 1)
    cosines = np.cos(np.pi * order[:, None] * (np.arange(BANDS) + 0.5) / BANDS)
    weights = (1 + LIFTER / 2 * np.sin(np.pi * order / LIFTER)) / (LIFTER / 2)
    return np.asarray(cosines * weights[:, None], np.float32)
