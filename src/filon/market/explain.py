"""A score as the bar of its points: the points shown always add up to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from filon.market.criteria import HIGHEST_SCORE, MANDATORY_POINTS, Criterion, Scoring
from filon.market.wording import said


@dataclass(frozen=True)
class Part:
    """``points`` of a criterion that holds, shown or ``cut`` by the cap; 0 for one that does not, worth ``worth``."""

    label: str
    points: int
    worth: int
    cut: int = 0

    @property
    def holds(self) -> bool:
        return bool(self.points or self.cut)


@dataclass(frozen=True)
class Explanation:
    """``score`` is the sum of the points of ``parts``; ``raw`` adds what the cap at 100 took off."""

    parts: tuple[Part, ...]
    raw: int

    @property
    def score(self) -> int:
        return sum(part.points for part in self.parts)


def explain(scoring: Scoring, hits: int) -> Explanation:
    """Why a company that matches has its score. ``hits`` has a bit for each weighting criterion that holds."""
    parts = [Part(_("Tous les critères obligatoires"), MANDATORY_POINTS, MANDATORY_POINTS)]
    raw = MANDATORY_POINTS
    for n, each in enumerate(scoring.weighting):
        worth = each.weight.points
        holds = bool(hits >> n & 1)
        shown = max(0, min(worth, HIGHEST_SCORE - raw)) if holds else 0
        raw += worth if holds else 0
        parts.append(Part(said(each.criterion), shown, worth, worth - shown if holds else 0))
    return Explanation(tuple(parts), raw)


def missing(scoring: Scoring, holds: int) -> list[Criterion]:
    """The mandatory criteria that do not hold; bit 0 of ``holds`` is that the company may be shown."""
    return [criterion for n, criterion in enumerate(scoring.mandatory, start=1) if not holds >> n & 1]
