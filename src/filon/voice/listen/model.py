"""Trees shipped as data: a JSON of thresholds, walked by NumPy alone, all trees at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Forest:
    """Boosted trees. Node arrays are (trees, nodes); a leaf points to itself; each tree votes for one class."""

    classes: tuple[str, ...]
    names: tuple[str, ...]
    base: Floats
    feature: NDArray[np.int64]
    threshold: Floats
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Floats
    votes_for: Floats
    depth: int
    settings: dict[str, Any]

    @cached_property
    def _lines(self) -> tuple[NDArray[np.int64], Floats, NDArray[np.int64], Floats]:
        """The trees laid end to end, faster to walk: feature, threshold, next node (right, left), value."""
        first = (np.arange(len(self.feature)) * self.feature.shape[1])[:, None]
        nexts = np.stack([(self.right + first).ravel(), (self.left + first).ravel()], axis=1).ravel()
        return self.feature.ravel(), self.threshold.ravel(), nexts, self.value.ravel()

    def chances(self, samples: Floats) -> Floats:
        """Probabilities, (rows, classes), for (rows, features)."""
        flat, rows = samples.ravel(), (np.arange(len(samples)) * samples.shape[1])[:, None]
        features, thresholds, nexts, values = self._lines
        node = np.tile(np.arange(len(self.feature)) * self.feature.shape[1], (len(samples), 1))
        for _ in range(self.depth):
            goes_left = flat.take(features.take(node) + rows) <= thresholds.take(node)
            node = nexts.take(2 * node + goes_left)
        scores = self.base + values.take(node) @ self.votes_for
        if len(self.classes) == 2:
            scores = np.column_stack([-scores[:, 1] / 2, scores[:, 1] / 2])
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: Floats = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
        return chances


def forest(content: dict[str, Any]) -> Forest:
    """A forest from its JSON: `trees` is a list of `[class, [feature…], [threshold…], [left…], [right…], [value…]]`."""
    trees = content["trees"]
    nodes = max(len(tree[1]) for tree in trees)

    def column(which: int, *, dtype: type) -> NDArray[Any]:
        return np.array([tree[which] + [0] * (nodes - len(tree[which])) for tree in trees], dtype)

    votes = np.zeros((len(trees), len(content["classes"])), np.float32)
    votes[np.arange(len(trees)), [tree[0] for tree in trees]] = 1
    return Forest(
        classes=tuple(content["classes"]),
        names=tuple(content["names"]),
        base=np.array(content["base"], np.float32),
        feature=column(1, dtype=np.int64),
        threshold=column(2, dtype=np.float32),
        left=column(3, dtype=np.int64),
        right=column(4, dtype=np.int64),
        value=column(5, dtype=np.float32),
        votes_for=votes,
        depth=int(content["depth"]),
        settings=content.get("settings", {}),
    )


@cache
def load(name: str) -> Forest:
    """A forest of the folder `data`: `texture` or `nature`."""
    return forest(json.loads(files("filon.voice.listen").joinpath("data", f"{name}.json").read_text("utf-8")))
