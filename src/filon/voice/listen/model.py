"""Trees shipped as data: a JSON of thresholds, asked by NumPy alone, all trees and all rows at once.

Every question of every tree is answered together; the answers of one tree are the bits of a number, and a table made
when the data is read says which leaf that number leads to.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
MOST_BITS = 16
"""Questions of a tree: their answers make a number of that many bits."""


@dataclass(frozen=True)
class Forest:
    """Boosted trees, `trees` of them with `bits` questions each; tree k votes for class k modulo the voters.

    `feature` and `threshold` hold the questions of all trees end to end, `first` where a tree's leaves begin in
    `values`, which has one for each answer to all its questions.
    """

    classes: tuple[str, ...]
    names: tuple[str, ...]
    base: Floats
    feature: NDArray[np.int64]
    threshold: Floats
    first: NDArray[np.int64]
    values: Floats
    bits: int
    settings: dict[str, Any]

    def chances(self, samples: Floats) -> Floats:
        """Probabilities, (rows, classes), for (rows, features)."""
        above = np.array([row.take(self.feature) > self.threshold for row in samples]).reshape(len(samples), -1)
        packed = np.packbits(above, axis=1, bitorder="little")
        number = packed if self.bits == 8 else packed.view("<u2")
        votes = self.values.take(number + self.first)
        voters = len(self.classes) if len(self.classes) > 2 else 1
        scores = votes.reshape(len(samples), -1, voters).sum(axis=1) + self.base[-voters:]
        if voters == 1:
            scores = np.concatenate([-scores / 2, scores / 2], axis=1)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: Floats = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
        return chances


def forest(content: dict[str, Any]) -> Forest:
    """A forest from its JSON: `trees` is a list of `[class, [feature…], [threshold…], [left…], [right…], [value…]]`.

    The trees of a round follow one another in the order of the classes. A leaf points to itself.
    """
    trees = content["trees"]
    questions = [[node for node, left in enumerate(tree[3]) if left != node] for tree in trees]
    most = max(len(each) for each in questions)
    if most > MOST_BITS:
        raise ValueError(f"a tree has {most} questions, {MOST_BITS} at most can be asked: train shallower trees")
    bits = 8 if most <= 8 else MOST_BITS
    feature, threshold = np.zeros((len(trees), bits), np.int64), np.full((len(trees), bits), np.inf, np.float32)
    for row, (tree, nodes) in enumerate(zip(trees, questions, strict=True)):
        feature[row, : len(nodes)] = [tree[1][node] for node in nodes]
        threshold[row, : len(nodes)] = [tree[2][node] for node in nodes]
    tables = [_leaves(tree, nodes) for tree, nodes in zip(trees, questions, strict=True)]
    return Forest(
        classes=tuple(content["classes"]),
        names=tuple(content["names"]),
        base=np.array(content["base"], np.float32),
        feature=feature.ravel(),
        threshold=threshold.ravel(),
        first=np.concatenate([[0], np.cumsum([len(table) for table in tables])[:-1]]).astype(np.int64),
        values=np.concatenate(tables),
        bits=bits,
        settings=content.get("settings", {}),
    )


def _leaves(tree: list[Any], questions: list[int]) -> Floats:
    """The value that each number leads to, whose bits are the answers to the questions (1: above the threshold)."""
    left, right, value = (np.array(tree[which]) for which in (3, 4, 5))
    bit = np.zeros(len(left), np.int64)
    bit[questions] = np.arange(len(questions))
    answers = np.arange(1 << len(questions))
    node = np.zeros(len(answers), np.int64)
    for _ in questions:
        node = np.where((answers >> bit[node]) & 1, right[node], left[node])
    leaves: Floats = value[node].astype(np.float32)
    return leaves


@cache
def load(name: str) -> Forest:
    """A forest of the folder `data`: `texture` or `nature`."""
    return forest(json.loads(files("filon.voice.listen").joinpath("data", f"{name}.json").read_text("utf-8")))
