"""A preview with names: what the editor shows beside the form."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from filon.directory.columnar.asking import SCREEN
from filon.market.checking import refuse_faults
from filon.market.criteria import HIGHEST_SCORE, Scoring
from filon.market.engine import current_market
from filon.market.explain import Explanation, explain
from filon.market.facts import marks_for
from filon.market.preview import preview
from filon.market.queries.units import UnitCard, cards
from filon.market.ranking import Ranking


@dataclass(frozen=True)
class Named:
    """A company of the preview; ``card`` is None when the directory has no name for it."""

    siren: str
    score: int
    card: UnitCard | None
    why: Explanation


@dataclass(frozen=True, kw_only=True)
class Seen:
    """``bars`` are (score, companies, share of the longest bar in percent), best score first."""

    count: int
    bars: list[tuple[int, int, int]]
    first: list[Named]
    entering: list[Named]
    leaving: list[Named]
    entering_count: int = 0
    leaving_count: int = 0


def seen(scoring: Scoring, *, saved: Scoring | None = None, asker: Hashable = None) -> Seen:
    """What the scoring would give today; the preview that the same asker still waits for is given up.

    Raises Refused for a scoring that cannot be asked, or takes too much, or without a directory.
    """
    market = current_market()
    refuse_faults(scoring, market.codes)
    marks = marks_for([scoring, *([saved] if saved else [])])
    found = preview(market, scoring, saved=saved, marks=marks, bounds=replace(SCREEN, asker=asker))
    longest = max((n for _score, n in found.bars), default=0) or 1
    first, entering, leaving = _named(scoring, found.first, found.entering, found.leaving)
    return Seen(
        count=found.count,
        bars=[(score, n, round(100 * n / longest)) for score, n in reversed(found.bars)],
        first=first,
        entering=entering,
        leaving=leaving,
        entering_count=found.entering.count,
        leaving_count=found.leaving.count,
    )


def _named(scoring: Scoring, *rankings: Ranking) -> list[list[Named]]:
    """The companies of each ranking with their names, in two queries for all."""
    known = cards({f"{siren:09d}" for each in rankings for siren in each.siren.tolist()})
    return [
        [
            Named(f"{siren:09d}", min(HIGHEST_SCORE, raw), known.get(f"{siren:09d}"), explain(scoring, hits))
            for siren, raw, hits in zip(each.siren.tolist(), each.raw.tolist(), each.hits.tolist(), strict=True)
        ]
        for each in rankings
    ]
