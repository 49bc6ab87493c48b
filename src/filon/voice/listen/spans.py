"""Runs of frames: from a mask to starts and ends, gaps closed and specks dropped."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)
Mask = NDArray[np.bool_]
Spans = NDArray[np.int64]
"""Rows of (start, end), in frames, end excluded."""

Pairs = list[tuple[int, int]]
"""The same as a list: a call has a few dozen at most, and a list of so few is quicker than an array."""


def pairs(mask: Mask) -> Pairs:
    """Where a mask is true."""
    if not mask.size:
        return []
    edges: list[int] = (np.flatnonzero(mask[1:] != mask[:-1]) + 1).tolist()
    if mask[0]:
        edges.insert(0, 0)
    if len(edges) % 2:
        edges.append(len(mask))
    return list(zip(edges[::2], edges[1::2], strict=True))


def joined(found: Pairs, gap: int) -> Pairs:
    """Spans closer than `gap` frames become one."""
    whole: Pairs = []
    for start, end in found:
        if whole and start - whole[-1][1] < gap:
            whole[-1] = whole[-1][0], end
        else:
            whole.append((start, end))
    return whole


def array(found: Pairs) -> Spans:
    """A list of spans as an array of two columns."""
    return np.array(found, np.int64).reshape(-1, 2)


def runs(mask: Mask) -> Spans:
    """Where a mask is true."""
    return array(pairs(mask))


def join(spans: Spans, gap: int) -> Spans:
    """Spans closer than `gap` frames become one."""
    return array(joined([(int(start), int(end)) for start, end in spans], gap))


def longer(spans: Spans, least: int) -> Spans:
    """Spans of at least this many frames."""
    return spans[spans[:, 1] - spans[:, 0] >= least]


def covered(found: Pairs, *, start: float, end: float) -> float:
    """Frames of the spans inside an interval."""
    return float(sum(max(0.0, min(b, end) - max(a, start)) for a, b in found))


def overlap(spans: Spans, *, start: float, end: float) -> float:
    """Frames of the spans inside an interval."""
    return covered(spans.tolist(), start=start, end=end)


def stacked(arrays: Sequence[NDArray[Number]]) -> NDArray[Number]:
    """As `np.stack`, in a third of its time, of arrays alike in shape."""
    return np.concatenate(arrays).reshape(len(arrays), *arrays[0].shape)


def mean(values: list[float]) -> float:
    """Of at least one number."""
    return sum(values) / len(values)


def spread(values: list[float]) -> float:
    """Standard deviation of a few numbers; 0 of one or none."""
    count = len(values)
    if count < 2:
        return 0.0
    mean = sum(values) / count
    return sqrt(sum([(value - mean) ** 2 for value in values]) / count)
