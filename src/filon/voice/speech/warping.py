"""How far an utterance is from others that are said at another pace: dynamic time warping of many at once. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from filon.voice.speech.cepstra import Frames

AGAINST_PACE = 0.3
"""What a frame costs that stays or leaps, beside its distance."""

SLOWEST, FASTEST = 0.55, 1.8
"""Paces that are compared: frames of the utterance for one of the other."""

AT_ONCE = 8
FAR = np.float32(1e9)


def comparable(one: int, other: int) -> bool:
    """Whether two lengths may be the same words."""
    return SLOWEST <= one / max(1, other) <= FASTEST


def distances(heard: Frames, others: Sequence[Frames]) -> NDArray[np.float32]:
    """Of each of the others, per frame of what was heard. A frame stays on one of the other's, goes on or leaps one."""
    lengths = np.array([len(each) for each in others])
    flat = np.zeros((len(others), lengths.max(), heard.shape[1]), np.float32)
    for place, each in enumerate(others):
        flat[place, : len(each)] = each
    squares = (flat**2).sum(2)
    sums = np.full((len(others), lengths.max() + 2), FAR, np.float32)
    for start in range(0, len(heard), AT_ONCE):
        some = heard[start : start + AT_ONCE]
        away = squares[..., None] + (some**2).sum(1) - 2 * (flat @ some.T)
        away = np.sqrt(np.maximum(away, 0))
        for place in range(len(some)):
            if start + place == 0:
                sums[:, 2] = away[:, 0, 0]
            else:
                sums[:, 2:] = _best(sums) + away[..., place]
    return np.asarray(sums[np.arange(len(others)), lengths + 1] / len(heard), np.float32)


def path(heard: Frames, other: Frames) -> list[int]:
    """For each frame of what was heard, the one of the other that it is, on the way of least distance."""
    away = np.sqrt(np.maximum((heard**2).sum(1)[:, None] + (other**2).sum(1) - 2 * heard @ other.T, 0))
    sums = np.full((1, len(other) + 2), FAR, np.float32)
    sums[0, 2] = away[0, 0]
    kept = [sums.copy()]
    for row in away[1:]:
        sums[:, 2:] = _best(sums) + row
        kept.append(sums.copy())
    at, found = len(other) - 1, [len(other) - 1]
    for row in reversed(kept[:-1]):
        costs = [row[0, at + 2] + AGAINST_PACE, row[0, at + 1], row[0, at] + AGAINST_PACE]
        at = max(0, at - int(np.argmin(costs)))
        found.append(at)
    return found[::-1]


def _best(sums: NDArray[np.float32]) -> NDArray[np.float32]:
    stayed, went_on, leapt = sums[:, 2:] + AGAINST_PACE, sums[:, 1:-1], sums[:, :-2] + AGAINST_PACE
    return np.asarray(np.minimum(np.minimum(stayed, went_on), leapt), np.float32)
