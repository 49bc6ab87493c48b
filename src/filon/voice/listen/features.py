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

CHUNK = 500
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
_BIN_HZ = RATE / WINDOW
_LINE = np.arange(-LINE_REACH, LINE_REACH + 1)
_INNER = slice(LINE_REACH, LINE_REACH + HIGH - LOW)
"""Where the bins kept stand in a row of powers: zeros on either side are what lies around a line at the edge."""

_NOTHING = np.float32(1e-12)
_UNHEARD = np.float32(WINDOW / 2 * 1e-12)
_NO_COLOUR = np.float32(1e-6)
"""What is added before a logarithm, to a power and to a share of one."""


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


def _waves() -> tuple[Floats, Floats]:
    """Cosines and sines of the bins kept under the window, from its middle outwards."""
    half = WINDOW // 2
    angles = 2 * np.pi / WINDOW * np.outer(np.arange(half) + 0.5, np.arange(LOW, HIGH))
    shape = np.hanning(WINDOW)[half:, None] / FULL_SCALE
    return (np.cos(angles) * shape).astype(np.float32), (np.sin(angles) * shape).astype(np.float32)


def _lag_matrix() -> Floats:
    """Powers of the bins to their autocorrelation at `PITCH_LAGS`, as a share of the window's own."""
    lags = np.arange(WINDOW)[PITCH_LAGS]
    own = np.fft.irfft(np.abs(np.fft.rfft(_HANN, 2 * WINDOW)) ** 2)[:WINDOW]
    waves = np.cos(2 * np.pi / WINDOW * np.outer(np.arange(WINDOW // 2 + 1), lags))
    shares: Floats = (waves * own[0] / own[PITCH_LAGS]).astype(np.float32)
    return shares


def _readings() -> Floats:
    """All that is a weighted sum of powers, in one matrix: bands, shades, the whole, lags."""
    whole = np.ones((WINDOW // 2 + 1, 1), np.float32)
    columns = np.concatenate([_band_matrix(), _shade_matrix() * _POWER, whole, _lag_matrix()], axis=1)
    return np.pad(columns[LOW:HIGH], ((LINE_REACH, LINE_REACH), (0, 0)))


_COSINES, _SINES = _waves()
_READINGS = _readings()
_WHOLE = BANDS + SHADES
_FLOORS = np.array([_NO_COLOUR] * BANDS + [_NOTHING] * SHADES, np.float32)


def describe(windows: NDArray[np.int16] | Floats) -> Floats:
    """Rows of `WIDTH` numbers for windows of 256 samples, shape (N, 256)."""
    power = _powers(windows)
    read = power @ _READINGS
    whole = read[:, _WHOLE] + _NOTHING
    out = np.empty((len(windows), WIDTH), np.float32)
    out[:, Column.VOICING], out[:, Column.PITCH] = _beats(read[:, _WHOLE + 1 :], own=read[:, _WHOLE])
    read[:, :BANDS] /= whole[:, None]
    read[:, :_WHOLE] += _FLOORS
    np.multiply(np.log10(read[:, :_WHOLE]), np.float32(10), out=out[:, FIRST_BAND:])
    out[:, Column.LEVEL] = np.maximum(10 * np.log10(whole * _POWER + _NOTHING), QUIETEST_DB)
    _lines(power, total=whole, out=out)
    return out


def _powers(windows: NDArray[np.int16] | Floats) -> Floats:
    """The power of each bin kept, between zeros.

    A window is the same forwards and backwards, so the two halves are added and subtracted before they are multiplied:
    a product of matrices of that size takes half as long as a Fourier transform.
    """
    samples = windows.astype(np.float32, copy=False)
    half = WINDOW // 2
    after, before = samples[:, half:], samples[:, half - 1 :: -1]
    real, imaginary = (after + before) @ _COSINES, (after - before) @ _SINES
    power = np.zeros((len(windows), HIGH - LOW + 2 * LINE_REACH), np.float32)
    np.add(np.square(real, out=real), np.square(imaginary, out=imaginary), out=power[:, _INNER])
    return power


def _beats(lags: Floats, *, own: Floats) -> tuple[Floats, Floats]:
    """How strong the best of the lags is, and what pitch that makes. Nothing has no voice, nor has next to nothing."""
    best = lags.argmax(axis=1)
    strength = np.clip(lags[np.arange(len(lags)), best] / (own + _UNHEARD), 0, 1)
    return strength, (RATE / (best + PITCH_LAGS.start)).astype(np.float32)


def _lines(power: Floats, *, total: Floats, out: Floats) -> None:
    """The two strongest lines; spends `power`."""
    shares, frequencies = [], []
    starts = np.arange(0, power.size, power.shape[1])
    for _ in range(2):
        peak = np.maximum(power.argmax(axis=1), LINE_REACH)
        around = (starts + peak)[:, None] + _LINE
        lines = power.take(around)
        shares.append(lines.sum(axis=1) / total)
        frequencies.append(_frequency(lines, peak=peak))
        power.put(around, 0)
    out[:, Column.PEAK], out[:, Column.SECOND] = frequencies
    out[:, Column.LINE], out[:, Column.LINES] = shares[0], shares[0] + shares[1]


def _frequency(lines: Floats, *, peak: NDArray[np.intp]) -> Floats:
    """The top of the parabola through the peak and its neighbours, in Hz; that of one bin where nothing is."""
    left, middle, right = np.log(lines[:, LINE_REACH - 1 : LINE_REACH + 2] + _NOTHING).T
    bend = left - 2 * middle + right
    shift = np.where(bend < -1e-6, 0.5 * (left - right) / np.where(bend < -1e-6, bend, -1), 0)
    bins = peak - LINE_REACH + LOW + np.clip(shift, -1, 1)
    frequency: Floats = np.where(lines[:, LINE_REACH] > 0, bins * _BIN_HZ, _BIN_HZ).astype(np.float32)
    return frequency


def step(tails: NDArray[np.int16], frames: NDArray[np.int16]) -> tuple[Floats, NDArray[np.int16]]:
    """Describe the next k frames of N calls.

    `tails` (N, 96) is what the last step returned (zeros at first), `frames` (N, 160·k) the new samples. Gives
    (N, k, `WIDTH`) and the tails of the next step.
    """
    joined = np.concatenate([tails, frames], axis=1)
    views = np.lib.stride_tricks.sliding_window_view(joined, WINDOW, axis=1)[:, ::FRAME]
    calls, count = views.shape[:2]
    together = max(1, CHUNK // max(1, count))
    rows = [describe(_windows(views[at : at + together])) for at in range(0, calls, together)]
    return np.concatenate(rows).reshape(calls, count, WIDTH), joined[:, joined.shape[1] - TAIL :].copy()


def _windows(views: NDArray[np.int16]) -> Floats:
    """The windows of some calls, one below the other: as they are copied anyway, they become numbers of 32 bits."""
    return views.astype(np.float32, order="C").reshape(-1, WINDOW)


def describe_clip(samples: NDArray[np.int16]) -> Floats:
    """Every whole frame of one sound: (frames, `WIDTH`)."""
    whole = len(samples) // FRAME * FRAME
    joined = np.concatenate([np.zeros(TAIL, np.int16), samples[:whole]])
    if len(joined) < WINDOW:
        return np.empty((0, WIDTH), np.float32)
    views = np.lib.stride_tricks.sliding_window_view(joined, WINDOW)[::FRAME]
    return _described(views)


def shades_kept(rows: Floats) -> NDArray[np.uint8]:
    """The shades of rows of `WIDTH`, of one call or of several, a byte each."""
    steps = (rows[..., ROW:] - np.float32(QUIETEST_SHADE_DB)) / np.float32(SHADE_STEP_DB)
    np.rint(steps, out=steps)
    kept: NDArray[np.uint8] = np.clip(steps, 0, 255, out=steps).astype(np.uint8)
    return kept


def _described(windows: NDArray[np.int16]) -> Floats:
    if len(windows) <= CHUNK:
        return describe(windows)
    return np.concatenate([describe(windows[at : at + CHUNK]) for at in range(0, len(windows), CHUNK)])
