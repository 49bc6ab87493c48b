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

CHUNK = 1250
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
_SUM = np.ones(len(_LINE), np.float32)
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


def _waves(wave: np.ufunc, bins: NDArray[np.int64]) -> Floats:
    """Cosines or sines of some bins over a quarter of the window, from its middle outwards."""
    waves: Floats = wave(2 * np.pi / WINDOW * np.outer(np.arange(_QUARTER) + 0.5, bins)).astype(np.float32)
    return waves


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


_SHAPE = (np.hanning(WINDOW) / FULL_SCALE).astype(np.float32)
_QUARTER = WINDOW // 4
_EVEN, _ODD = np.arange(LOW + LOW % 2, HIGH, 2), np.arange(LOW + 1 - LOW % 2, HIGH, 2)
_COSINES = _waves(np.cos, _EVEN), _waves(np.cos, _ODD)
_SINES = _waves(np.sin, _EVEN), _waves(np.sin, _ODD)
_PLACES = [slice(LINE_REACH + bins[0] - LOW, LINE_REACH + bins[-1] - LOW + 1, 2) for bins in (_EVEN, _ODD)]
"""Where the even bins and the odd ones stand in a row of powers, which has zeros at both ends."""

_READINGS = _readings()
_WHOLE = BANDS + SHADES
_LAGS = _WHOLE + 1
"""Where the whole power of a window stands among its readings, and the first lag."""

_ZERO, _ONE = np.float32(0), np.float32(1)
_FLOORS = np.array([_NO_COLOUR] * BANDS + [_NOTHING] * SHADES, np.float32)


def describe(windows: NDArray[np.int16] | Floats, *, out: Floats | None = None) -> Floats:
    """Rows of `WIDTH` numbers for windows of 256 samples, shape (…, 256); written to `out` where it is given."""
    power = powers(windows)
    read = power @ _READINGS
    whole = read[:, _WHOLE] + _NOTHING
    out = np.empty((len(power), WIDTH), np.float32) if out is None else out
    out[:, Column.VOICING], out[:, Column.PITCH] = _beats(read)
    read[:, :BANDS] /= whole[:, None]
    read[:, :_WHOLE] += _FLOORS
    np.multiply(np.log10(read[:, :_WHOLE]), np.float32(10), out=out[:, FIRST_BAND:])
    out[:, Column.LEVEL] = np.maximum(10 * np.log10(whole * _POWER + _NOTHING), QUIETEST_DB)
    _lines(power, total=whole, out=out)
    return out


def powers(windows: NDArray[np.int16] | Floats) -> Floats:
    """The power of each bin kept, between zeros.

    A cosine is the same before and after the middle of the window, and a sine the opposite. Nearer to the middle than
    a quarter of the window and farther from it they are so again, or not, in the even bins and in the odd ones. So
    four quarters are added and subtracted before they are multiplied, by matrices that have a quarter of all numbers.
    """
    shaped = np.multiply(windows, _SHAPE).reshape(-1, WINDOW)
    half, quarter = WINDOW // 2, _QUARTER
    before = np.ascontiguousarray(shaped[:, half - 1 : quarter - 1 : -1])
    last = np.ascontiguousarray(shaped[:, : half + quarter - 1 : -1])
    near, far = shaped[:, half : half + quarter], shaped[:, :quarter]
    same, other = (near + before, last + far), (near - before, last - far)
    power = np.zeros((len(shaped), HIGH - LOW + 2 * LINE_REACH), np.float32)
    for odd, where in enumerate(_PLACES):
        real = (same[0] - same[1] if odd else same[0] + same[1]) @ _COSINES[odd]
        imaginary = (other[0] + other[1] if odd else other[0] - other[1]) @ _SINES[odd]
        np.add(np.square(real, out=real), np.square(imaginary, out=imaginary), out=power[:, where])
    return power


def _beats(read: Floats) -> tuple[Floats, Floats]:
    """How strong the best of the lags is, and what pitch that makes. Nothing has no voice, nor has next to nothing."""
    best = read[:, _LAGS:].argmax(axis=1)
    strongest = read.take(_starts(read) + (best + _LAGS), mode="wrap")
    strength = np.minimum(np.maximum(strongest / (read[:, _WHOLE] + _UNHEARD), _ZERO), _ONE)
    return strength, (RATE / (best + PITCH_LAGS.start)).astype(np.float32)


def _starts(rows: Floats) -> NDArray[np.intp]:
    """Where each row begins, counted in numbers."""
    return np.arange(0, rows.size, rows.shape[1])


def _lines(power: Floats, *, total: Floats, out: Floats) -> None:
    """The two strongest lines; spends `power`."""
    peaks = np.empty((2, len(power)), np.intp)
    lines = np.empty((2, len(power), len(_LINE)), np.float32)
    starts, flat = _starts(power), power.reshape(-1)
    for peak, line in zip(peaks, lines, strict=True):
        np.maximum(power.argmax(axis=1), LINE_REACH, out=peak)
        around = (starts + peak)[:, None] + _LINE
        flat.take(around, out=line, mode="wrap")
        flat[around] = 0
    shares = lines @ _SUM / total
    out[:, Column.PEAK], out[:, Column.SECOND] = _frequency(lines, peak=peaks)
    out[:, Column.LINE] = shares[0]
    np.add(shares[0], shares[1], out=out[:, Column.LINES])


def _frequency(lines: Floats, *, peak: NDArray[np.intp]) -> Floats:
    """The top of the parabola through the peak and its neighbours, in Hz; that of one bin where nothing is."""
    logs = np.log(lines[..., LINE_REACH - 1 : LINE_REACH + 2] + _NOTHING)
    left, middle, right = logs[..., 0], logs[..., 1], logs[..., 2]
    bend = left - 2 * middle + right
    bent = bend < -1e-6
    shift = np.where(bent, 0.5 * (left - right) / np.where(bent, bend, -1), 0)
    bins = peak - LINE_REACH + LOW + np.minimum(np.maximum(shift, -1), 1)
    frequency: Floats = np.where(lines[..., LINE_REACH] > 0, bins * _BIN_HZ, _BIN_HZ).astype(np.float32)
    return frequency


def step(tails: NDArray[np.int16], frames: NDArray[np.int16]) -> tuple[Floats, NDArray[np.int16]]:
    """Describe the next k frames of N calls.

    `tails` (N, 96) is what the last step returned (zeros at first), `frames` (N, 160·k) the new samples. Gives
    (N, k, `WIDTH`) and the tails of the next step.
    """
    return step_joined(np.concatenate([tails, frames], axis=1))


def step_joined(joined: NDArray[np.int16]) -> tuple[Floats, NDArray[np.int16]]:
    """As `step`, of tails and frames that stand in one row each already: (N, 96 + 160·k)."""
    views = np.lib.stride_tricks.sliding_window_view(joined, WINDOW, axis=1)[:, ::FRAME]
    calls, count = views.shape[:2]
    together = max(1, CHUNK // max(1, count))
    rows = np.empty((calls * count, WIDTH), np.float32)
    for at in range(0, calls, together):
        describe(views[at : at + together], out=rows[at * count : (at + together) * count])
    return rows.reshape(calls, count, WIDTH), joined[:, joined.shape[1] - TAIL :].copy()


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
