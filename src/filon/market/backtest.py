"""What a scoring would have told of the companies that were written to: did the better ones answer more often? Pure.

The share of favourable answers by band of scores, each with the interval that so few or so many companies allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from filon.market.criteria import HIGHEST_SCORE, MANDATORY_POINTS

Z = 1.959964
"""Of the intervals: in 95 cases of 100 the true share is within."""
LEAST_COMPANIES = 100
LEAST_ANSWERS = 10
"""Below either of these, what the bands show may be chance, and the page says so."""
SCORED = ((80, HIGHEST_SCORE), (60, 79), (MANDATORY_POINTS, 59))
"""The bands, best first; before them all companies of the market, behind them those outside."""


@dataclass(frozen=True)
class Case:
    """A company that was written to. ``raw`` is its sum today, None outside the market."""

    raw: int | None
    favourable: bool


@dataclass(frozen=True)
class Band:
    """Companies with a score of ``low`` to ``high``; both None: those outside the market."""

    low: int | None
    high: int | None
    companies: int
    favourable: int

    @property
    def rate(self) -> float:
        """The share that answered favourably; 0 of none."""
        return self.favourable / self.companies if self.companies else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.favourable, self.companies)


@dataclass(frozen=True)
class BackTest:
    """``bands`` best first, the one outside last: together they hold every case once."""

    bands: tuple[Band, ...]

    @property
    def companies(self) -> int:
        return sum(band.companies for band in self.bands)

    @property
    def favourable(self) -> int:
        return sum(band.favourable for band in self.bands)

    @property
    def rate(self) -> float:
        return self.favourable / self.companies if self.companies else 0.0

    @property
    def is_enough(self) -> bool:
        """Whether there is enough to conclude anything from."""
        return self.companies >= LEAST_COMPANIES and self.favourable >= LEAST_ANSWERS

    def lift(self, band: Band) -> float | None:
        """How many times as often as all together these answered; None where that means nothing."""
        return band.rate / self.rate if band.companies and self.rate else None

    def beats_chance(self, band: Band) -> bool | None:
        """True: more often than all together, False: less often; None: the interval allows both."""
        low, high = band.interval
        if not self.is_enough or not band.companies or low <= self.rate <= high:
            return None
        return low > self.rate


def backtest(cases: Iterable[Case]) -> BackTest:
    """Count the cases by band, in any order."""
    companies: dict[tuple[int, int] | None, int] = dict.fromkeys((*SCORED, None), 0)
    favourable = dict(companies)
    for case in cases:
        place = band_of(case.raw)
        companies[place] += 1
        favourable[place] += case.favourable
    bands = []
    for place, count in companies.items():
        low, high = place or (None, None)
        bands.append(Band(low, high, count, favourable[place]))
    return BackTest(tuple(bands))


def band_of(raw: int | None) -> tuple[int, int] | None:
    """The band of a sum, as (low, high); None outside the market."""
    if raw is None or raw < MANDATORY_POINTS:
        return None
    score = min(raw, HIGHEST_SCORE)
    return next((low, high) for low, high in SCORED if low <= score <= high)


def wilson(k: int, n: int) -> tuple[float, float]:
    """The interval of a share of k in n (Wilson 1927), within 0 and 1; all there is when n is 0."""
    if n == 0:
        return 0.0, 1.0
    share, square = k / n, Z * Z
    middle = share + square / (2 * n)
    spread = Z * sqrt(share * (1 - share) / n + square / (4 * n * n))
    low, high = ((middle + sign * spread) / (1 + square / n) for sign in (-1, 1))
    return max(0.0, min(low, share)), min(1.0, max(high, share))
