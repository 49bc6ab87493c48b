"""What a scoring would give, while it is written (CO-143…148): asked again at each change, so it must be quick."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from filon.market.criteria import HIGHEST_SCORE, MANDATORY_POINTS, Scoring
from filon.market.engine import Columns, Market, Marks
from filon.market.ranking import Ranking, threshold
from filon.market.resolve import plan

FIRST_SHOWN = 10
STEP = 10
SCORES = tuple(range(MANDATORY_POINTS, HIGHEST_SCORE + 1, STEP))
"""Every score there is: 40, and 10, 20 or 30 more at a time, to 100."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """``bars`` are (score, companies), lowest first. ``entering`` and ``leaving`` count against the saved scoring."""

    count: int
    bars: tuple[tuple[int, int], ...]
    first: Ranking
    entering: int = 0
    leaving: int = 0


def preview(
    market: Market,
    scoring: Scoring,
    *,
    saved: Scoring | None = None,
    marks: Marks | None = None,
    most: int = FIRST_SHOWN,
) -> Preview:
    """Count, histogram, the first companies, and what ``saved`` had and has not. Two passes over the columns."""
    from filon.market.compile import Question  # noqa: PLC0415 Ibis takes half a second to import

    known = marks or Marks()
    question = Question(plan(scoring, market.codes), known.numbers)
    before = question if saved is None else Question(plan(saved, market.codes), known.numbers)
    found = market.ask(question.moves(before), marks=known)
    now, then = found["now"] == 1, found["then"] == 1
    n, raw = found["n"], found["raw"]
    least = threshold(raw[now], n[now], most=most)
    best = market.ask(question.best(most=most, least_raw=least), marks=known)
    return Preview(
        count=int(n[now].sum()),
        bars=_bars({"raw": raw[now], "n": n[now]}),
        first=Ranking(best["siren"], best["raw"], best["hits"], int(n[now].sum())),
        entering=int(n[now & ~then].sum()),
        leaving=int(n[then & ~now].sum()),
    )


def entering(market: Market, scoring: Scoring, *, saved: Scoring, marks: Marks | None = None) -> Ranking:
    """The best companies that match now and did not when ``saved`` was written."""
    return _without(market, scoring, saved, marks or Marks())


def leaving(market: Market, scoring: Scoring, *, saved: Scoring, marks: Marks | None = None) -> Ranking:
    """The best companies that ``saved`` has and the new scoring has not, with the scores that they had."""
    return _without(market, saved, scoring, marks or Marks())


def _without(market: Market, these: Scoring, those: Scoring, marks: Marks) -> Ranking:
    from filon.market.compile import Question  # noqa: PLC0415 as above

    mine, other = (Question(plan(each, market.codes), marks.numbers) for each in (these, those))
    found = market.ask(mine.without(other, most=FIRST_SHOWN), marks=marks)
    return Ranking(found["siren"], found["raw"], found["hits"])


def _bars(counted: Columns) -> tuple[tuple[int, int], ...]:
    scores = np.minimum(counted["raw"], HIGHEST_SCORE)
    return tuple((score, int(counted["n"][scores == score].sum())) for score in SCORES)
