"""What one frame of 20 ms sounds like, for every call of a process in one NumPy call.

A frame is described from the 32 ms window that ends with it, and from nothing else: the same samples give the same
numbers whether the calls are described together or one by one.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

RATE = 8000
FRAME = 160
"""Samples of a frame: 20 ms, what one RTP packet carries."""

WINDOW = 256
TAIL = WINDOW - FRAME
FRAMES_PER_SECOND = RATE // FRAME
FULL_SCALE = 32768.0
QUIETEST_DB = -100.0

LOW, HIGH = 7, 116
"""The bins of 31.25 Hz kept, 219 to 3,594 Hz: mains hum and what a codec leaves near 4 kHz tell nothing."""

SHADES_HZ, NARROWEST = (220, 3600), 1e-3
"""Where the shades begin and end; one that lies between two bins takes the nearest."""

LINE_REACH = 2
"""Bins on each side of a peak that a pure tone fills, through the window."""

PITCH_LAGS = slice(20, 101)
"""Samples between two beats of the voice: 400 Hz, a small child, down to 80 Hz."""

BANDS = 10
SHADES = 24
"""Bands of the words (`words.py`), finer than `BANDS`, as even as the ear hears them."""

QUIETEST_SHADE_DB, SHADE_STEP_DB = -110.0, 0.5
"""A shade is kept as a byte: so many dB and steps."""

CHUNK = 250
"""Windows described at a time: they stay in the cache."""

Floats = NDArray[np.float32]


class Column(IntEnum):
    """Where each number stands in the row of a frame; the bands follow the last one."""

    LEVEL = 0
    """dB below full scale, between 219 and 3,594 Hz."""
    PEAK = 1
    """Hz of the strongest line."""
    LINE = 2
    """Share of the energy in that line."""
    SECOND = 3
    """Hz of the second line."""
    LINES = 4
    """Share of the energy in both."""
    VOICING = 5
    """Strongest autocorrelation at the distance of a voice's beats."""
    PITCH = 6
    """Hz of these beats."""


FIRST_BAND = len(Column)
ROW = FIRST_BAND + BANDS
COLOURS = slice(FIRST_BAND, ROW)
"""The bands of a row."""

WIDTH = ROW + SHADES
"""What `describe` gives: a row, and the shades of the words after it."""


_HANN = np.hanning(WINDOW).astype(np.float32)
_POWER = np.float32(2.0 / (WINDOW * float((_HANN**2).sum())))
_SPAN = np.arange(-LINE_REACH, LINE_REACH + 1)


def _band_matrix() -> Floats:
    """Bins to bands, wider as they go up like the ear's."""
    edges = np.round(LOW * (HIGH / LOW) ** (np.arange(BANDS + 1) / BANDS)).astype(int)
    matrix = np.zeros((WINDOW // 2 + 1, BANDS), np.float32)
    for band in range(BANDS):
        matrix[edges[band] : edges[band + 1], band] = 1.0 / max(1, edges[band + 1] - edges[band])
    return matrix


def _shade_matrix() -> Floats:
    """Bins to shades: triangles over the mel scale, each of weight one."""
    mel = 2595 * np.log10(1 + np.arange(WINDOW // 2 + 1) * (RATE / WINDOW) / 700)
    first, last = (2595 * float(np.log10(1 + hz / 700)) for hz in SHADES_HZ)
    edges = np.linspace(first, last, SHADES + 2)
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (mel[:, None] - low) / (middle - low), (high - mel[:, None]) / (high - middle)
    matrix = np.clip(np.minimum(rising, falling), 0, None)
    for shade in np.flatnonzero(matrix.sum(axis=0) < NARROWEST):
        matrix[np.abs(mel - middle[shade]).argmin(), shade] = 1
    matrix[:LOW], matrix[HIGH:] = 0, 0
    shares: Floats = (matrix / matrix.sum(axis=0)).astype(np.float32)
    return shares


_MATRIX, _SHADES = _band_matrix(), _shade_matrix()
_OWN = np.fft.irfft(np.abs(np.fft.rfft(_HANN, 2 * WINDOW)) ** 2)[:WINDOW]
_OWN_LAGS = (_OWN[PITCH_LAGS] / _OWN[0]).astype(np.float32)


def describe(windows: NDArray[np.int16]) -> Floats:
    """Rows of `WIDTH` numbers for windows of 256 samples, shape (N, 256)."""
    shaped = windows.astype(np.float32) * (_HANN / np.float32(FULL_SCALE))
    spectrum = np.fft.rfft(shaped, axis=1)
    power = (spectrum.real**2 + spectrum.imag**2).astype(np.float32, copy=False)
    power[:, :LOW] = 0
    power[:, HIGH:] = 0
    total = power.sum(axis=1) + np.float32(1e-12)
    out = np.empty((len(windows), WIDTH), np.float32)
    out[:, Column.LEVEL] = np.maximum(10 * np.log10(total * _POWER + 1e-12), QUIETEST_DB)
    out[:, COLOURS] = 10 * np.log10((power @ _MATRIX) / total[:, None] + 1e-6)
    out[:, ROW:] = 10 * np.log10((power @ _SHADES) * _POWER + 1e-12)
    out[:, Column.VOICING], out[:, Column.PITCH] = _beats(power)
    _lines(power, total=total, out=out)
    return out


def _beats(power: Floats) -> tuple[Floats, Floats]:
    correlation = np.fft.irfft(power, axis=1)
    own = correlation[:, :1] + np.float32(1e-12)
    lags = correlation[:, PITCH_LAGS] / (own * _OWN_LAGS)
    best = lags.argmax(axis=1)
    strength = np.clip(lags[np.arange(len(lags)), best], 0, 1)
    return strength, (RATE / (best + PITCH_LAGS.start)).astype(np.float32)


def _lines(power: Floats, *, total: Floats, out: Floats) -> None:
    """The two strongest lines; spends `power`."""
    rows = np.arange(len(power))
    peak = power.argmax(axis=1)
    around = np.clip(peak[:, None] + _SPAN, 0, power.shape[1] - 1)
    out[:, Column.PEAK] = _frequency(power, rows=rows, peak=peak)
    first = np.take_along_axis(power, around, axis=1).sum(axis=1) / total
    np.put_along_axis(power, around, 0.0, axis=1)
    second = power.argmax(axis=1)
    around = np.clip(second[:, None] + _SPAN, 0, power.shape[1] - 1)
    out[:, Column.SECOND] = _frequency(power, rows=rows, peak=second)
    out[:, Column.LINE] = first
    out[:, Column.LINES] = first + np.take_along_axis(power, around, axis=1).sum(axis=1) / total


def _frequency(power: Floats, *, rows: NDArray[np.intp], peak: NDArray[np.intp]) -> Floats:
    """The top of the parabola through the peak and its neighbours, in Hz."""
    inner = np.clip(peak, 1, power.shape[1] - 2)
    left, middle, right = (np.log(power[rows, inner + step] + 1e-12) for step in (-1, 0, 1))
    bend = left - 2 * middle + right
    shift = np.where(bend < -1e-6, 0.5 * (left - right) / np.where(bend < -1e-6, bend, -1), 0)
    frequency: Floats = ((inner + np.clip(shift, -1, 1)) * (RATE / WINDOW)).astype(np.float32)
    return frequency


def step(tails: NDArray[np.int16], frames: NDArray[np.int16]) -> tuple[Floats, NDArray[np.int16]]:
    """Describe the next k frames of N calls.

    `tails` (N, 96) is what the last step returned (zeros at first), `frames` (N, 160·k) the new samples. Gives
    (N, k, `WIDTH`) and the tails of the next step.
    """
    joined = np.concatenate([tails, frames], axis=1)
    views = np.lib.stride_tricks.sliding_window_view(joined, WINDOW, axis=1)[:, ::FRAME]
    calls, count = views.shape[:2]
    rows = _described(views.reshape(calls * count, WINDOW))
    return rows.reshape(calls, count, WIDTH), joined[:, joined.shape[1] - TAIL :]


def describe_clip(samples: NDArray[np.int16]) -> Floats:
    """Every whole frame of one sound: (frames, `WIDTH`)."""
    whole = len(samples) // FRAME * FRAME
    joined = np.concatenate([np.zeros(TAIL, np.int16), samples[:whole]])
    if len(joined) < WINDOW:
        return np.empty((0, WIDTH), np.float32)
    views = np.lib.stride_tricks.sliding_window_view(joined, WINDOW)[::FRAME]
    return _described(views)


def shades_kept(rows: Floats) -> NDArray[np.uint8]:
    """The shades of rows of `WIDTH`, a byte each."""
    steps = (rows[:, ROW:] - np.float32(QUIETEST_SHADE_DB)) / np.float32(SHADE_STEP_DB)
    kept: NDArray[np.uint8] = np.clip(np.rint(steps), 0, 255).astype(np.uint8)
    return kept


def _described(windows: NDArray[np.int16]) -> Floats:
    if len(windows) <= CHUNK:
        return describe(windows)
    return np.concatenate([describe(windows[at : at + CHUNK]) for at in range(0, len(windows), CHUNK)])
