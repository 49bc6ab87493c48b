"""The best companies of a market in order, and what changed since the last time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from filon.market.criteria import HIGHEST_SCORE, MANDATORY_POINTS, Scoring
from filon.market.engine import Market, Marks
from filon.market.resolve import plan

MOST_KEPT = 50_000
"""Suspects that a routine keeps; a market with more is too wide to be worked through."""
Column = NDArray[np.int64]


@dataclass(frozen=True)
class Ranking:
    """Best first: SIREN, uncapped sum, a bit for each weighting criterion that holds. ``count`` is all that match."""

    siren: Column
    raw: Column
    hits: Column
    count: int = 0

    @property
    def score(self) -> Column:
        return np.minimum(self.raw, HIGHEST_SCORE)


@dataclass(frozen=True)
class Difference:
    """SIRENs that came, went, or have another sum than before."""

    new: Column
    gone: Column
    moved: Column

    @property
    def empty(self) -> bool:
        return not (self.new.size or self.gone.size or self.moved.size)


def rank(market: Market, scoring: Scoring, *, marks: Marks | None = None, most: int = MOST_KEPT) -> Ranking:
    """The ``most`` best companies that match a checked scoring."""
    from filon.market.compile import BOTH, Question, best, histogram  # noqa: PLC0415 Ibis takes half a second to import

    known = marks or Marks()
    question = Question(plan(scoring, market.codes), known.numbers)
    with market.keeping(question.kept(), marks=known) as ask:
        counted = ask(histogram())
        least = threshold(counted["raw"], counted["n"], most=most)
        found = ask(best(BOTH, most=most, least_raw=least))
    return Ranking(found["siren"], found["raw"], found["hits"], int(counted["n"].sum()))


def threshold(raw: Column, n: Column, *, most: int) -> int:
    """The sum that the ``most``-th best has: nobody below can be among them."""
    order = np.argsort(-raw)
    reached = np.flatnonzero(np.cumsum(n[order]) >= most)
    if raw.size == 0:
        return MANDATORY_POINTS
    return int(raw[order][reached[0]] if reached.size else raw.min())


def difference(before: Ranking, after: Ranking) -> Difference:
    """What came, went and moved from one ranking to the other; each in ascending order."""
    _both, here, there = np.intersect1d(before.siren, after.siren, assume_unique=True, return_indices=True)
    moved = before.raw[here] != after.raw[there]
    return Difference(
        new=np.setdiff1d(after.siren, before.siren),
        gone=np.setdiff1d(before.siren, after.siren),
        moved=np.sort(after.siren[there][moved]),
    )
