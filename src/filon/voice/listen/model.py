"""Trees shipped as data: a JSON of thresholds, asked by NumPy alone, all trees and all rows at once.

Every question of every tree is answered together; the answers of one tree are the bits of a number, and a table made
when the data is read says which leaf that number leads to.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Answers = NDArray[np.unsignedinteger[Any]]
"""A number for each tree: its bits are the answers to the tree's questions."""

MOST_BITS = 16
"""Questions of a tree: their answers make a number of that many bits."""


@dataclass(frozen=True, eq=False)
class Forest:
    """Boosted trees, `trees` of them with `bits` questions each; those that vote for a class follow one another.

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
        return self.voted(self.answers(samples))

    def about(self, features: Sequence[int]) -> Answers:
        """The bits of the questions about some features, for `exchanged`."""
        bits: Answers = self._packed(np.isin(self.feature, features)[None])[0]
        return bits

    def exchanged(self, mine: Answers, others: Answers, *, about: Answers) -> Floats:
        """Probabilities of a row by its answers; then with those of another one, for each row of `about`.

        As `chances` of that row and of all these with features of the other one, but no question is asked.
        """
        return self.voted(np.concatenate([mine[None], mine ^ ((mine ^ others) & about)]))

    def answers(self, samples: Floats) -> Answers:
        """The number that the answers make, for each row and tree: for `voted` and `exchanged`."""
        above = np.empty((len(samples), len(self.feature)), bool)
        values = np.empty(len(self.feature), np.float32)
        for row, sample in enumerate(samples):
            sample.take(self.feature, mode="wrap", out=values)  # other modes look at every place a second time
            np.greater(values, self.threshold, out=above[row])
        return self._packed(above)

    def _packed(self, above: NDArray[np.bool_]) -> Answers:
        packed = np.packbits(above, axis=1, bitorder="little")
        numbers: Answers = packed if self.bits == 8 else packed.view("<u2")
        return numbers

    def voted(self, answers: Answers) -> Floats:
        """Probabilities, (rows, classes), by what was answered."""
        votes = self.values.take(answers + self.first, mode="wrap")
        voters = len(self.classes) if len(self.classes) > 2 else 1
        scores = votes.reshape(len(answers), voters, -1).sum(axis=2) + self.base[-voters:]
        if voters == 1:
            scores = np.concatenate([-scores / 2, scores / 2], axis=1)
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances: Floats = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
        return chances


def forest(content: dict[str, Any]) -> Forest:
    """A forest from its JSON: `trees` is a list of `[class, [feature…], [threshold…], [left…], [right…], [value…]]`.

    The trees of a round follow one another in the order of the classes. A leaf points to itself.
    """
    classes = tuple(content["classes"])
    voters = len(classes) if len(classes) > 2 else 1
    trees = [tree for voter in range(voters) for tree in content["trees"][voter::voters]]
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
        classes=classes,
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
