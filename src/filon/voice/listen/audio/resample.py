"""Any sample rate to 8 kHz, by a windowed sinc evaluated at the wanted instants."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RATE = 8000
LOBES = 12
"""Zero crossings of the sinc kept on each side: the stop band is below −60 dB, which is below A-law's own noise."""

PHASES = 64
CHUNK = 16_384


@lru_cache(maxsize=8)
def _kernels(ratio: float) -> NDArray[np.float32]:
    """One filter per fractional position: rows are phases, columns are input samples around the instant."""
    cut = 0.94 * min(1.0, ratio)
    reach = int(np.ceil(LOBES / cut))
    at = np.arange(-reach, reach + 1)[None, :] - (np.arange(PHASES)[:, None] / PHASES)
    taper = np.cos(np.pi * np.clip(at / (reach + 1), -1, 1) / 2) ** 2
    kernel = cut * np.sinc(cut * at) * taper
    kernels: NDArray[np.float32] = (kernel / kernel.sum(axis=1, keepdims=True)).astype(np.float32)
    return kernels


def resample(samples: NDArray[np.float32], *, source: int, target: int = RATE) -> NDArray[np.float32]:
    """The same sound at `target` samples a second; unchanged when the rates agree."""
    if source == target or not samples.size:
        return samples
    kernels = _kernels(target / source)
    reach = kernels.shape[1] // 2
    padded = np.pad(samples, (reach, reach + 1))
    count = max(1, int(samples.size * target / source))
    out = np.empty(count, np.float32)
    span = np.arange(2 * reach + 1)
    for start in range(0, count, CHUNK):
        instants = np.arange(start, min(start + CHUNK, count)) * (source / target)
        whole = instants.astype(np.int64)
        phase = np.minimum(((instants - whole) * PHASES + 0.5).astype(np.int64), PHASES - 1)
        windows = padded[np.minimum(whole[:, None] + span, padded.size - 1)]
        out[start : start + CHUNK] = np.einsum("ij,ij->i", windows, kernels[phase])
    return out
