"""Runs of frames: from a mask to starts and ends, gaps closed and specks dropped."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Spans = NDArray[np.int64]
"""Rows of (start, end), in frames, end excluded."""


def runs(mask: Mask) -> Spans:
    """Where a mask is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], mask.astype(np.int8), [0]])))
    return edges.reshape(-1, 2).astype(np.int64)


def join(spans: Spans, gap: int) -> Spans:
    """Spans closer than `gap` frames become one."""
    if len(spans) < 2:
        return spans
    apart = spans[1:, 0] - spans[:-1, 1] >= gap
    starts = spans[np.concatenate([[True], apart]), 0]
    ends = spans[np.concatenate([apart, [True]]), 1]
    return np.column_stack([starts, ends])


def longer(spans: Spans, least: int) -> Spans:
    """Spans of at least this many frames."""
    return spans[spans[:, 1] - spans[:, 0] >= least]


def overlap(spans: Spans, *, start: float, end: float) -> float:
    """Frames of the spans inside an interval."""
    if not len(spans):
        return 0.0
    return float(np.clip(np.minimum(spans[:, 1], end) - np.maximum(spans[:, 0], start), 0, None).sum())
