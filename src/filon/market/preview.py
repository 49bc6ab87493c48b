"""What a scoring would give, while it is written (CO-143…148): asked again at each change, so it must be quick."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from filon.directory.columnar.asking import SCREEN, Bounds
from filon.market.criteria import HIGHEST_SCORE, MANDATORY_POINTS, Scoring
from filon.market.engine import Ask, Columns, Market, Marks
from filon.market.ranking import Ranking, threshold
from filon.market.resolve import plan

FIRST_SHOWN = 10
STEP = 10
SCORES = tuple(range(MANDATORY_POINTS, HIGHEST_SCORE + 1, STEP))
"""Every score there is: 40, and 10, 20 or 30 more at a time, to 100."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """``bars`` are (score, companies), lowest first. ``entering`` and ``leaving`` are the best of those that match now
    and did not by the saved scoring, or the other way round; their ``count`` is of all of them.
    """

    bars: tuple[tuple[int, int], ...]
    first: Ranking
    entering: Ranking
    leaving: Ranking

    @property
    def count(self) -> int:
        return self.first.count


def preview(
    market: Market,
    scoring: Scoring,
    *,
    saved: Scoring | None = None,
    marks: Marks | None = None,
    bounds: Bounds = SCREEN,
) -> Preview:
    """Count, histogram, the first companies, who enters and who leaves; scores are those of ``scoring``.

    One pass over the columns; the rest is asked of what it kept. Raises Refused beyond the bounds.
    """
    from filon.market.compile import BOTH, NOW, THEN, Question, histogram  # noqa: PLC0415 Ibis imports slowly

    known = marks or Marks()
    question = Question(plan(scoring, market.codes), known.numbers)
    before = None if saved is None else Question(plan(saved, market.codes), known.numbers)
    with market.keeping(question.kept(before), marks=known, bounds=bounds) as ask:
        counted = ask(histogram())
        first, entering, leaving = (_best(ask, counted, sides) for sides in ((NOW, BOTH), (NOW,), (THEN,)))
    matching = counted["side"] != THEN
    bars = _bars({name: column[matching] for name, column in counted.items()})
    return Preview(bars=bars, first=first, entering=entering, leaving=leaving)


def _best(ask: Ask, counted: Columns, sides: tuple[int, ...]) -> Ranking:
    """The first companies of these sides, and how many there are."""
    from filon.market.compile import best  # noqa: PLC0415 as above

    here = np.isin(counted["side"], sides)
    raw, n = counted["raw"][here], counted["n"][here]
    found = ask(best(*sides, most=FIRST_SHOWN, least_raw=threshold(raw, n, most=FIRST_SHOWN)))
    return Ranking(found["siren"], found["raw"], found["hits"], int(n.sum()))


def _bars(counted: Columns) -> tuple[tuple[int, int], ...]:
    scores = np.minimum(counted["raw"], HIGHEST_SCORE)
    return tuple((score, int(counted["n"][scores == score].sum())) for score in SCORES)
