"""What the calls of a campaign came to, counted for its charts (ST-18, ST-41)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Any
from uuid import UUID

from django.db.models import Count, F
from django.db.models.functions import ExtractHour, Floor

from filon.calls.labels import LEVEL_TONES
from filon.calls.models import Attempt, Prospect
from filon.calls.queries.results import to_call_again
from filon.calls.states import Level, Nature, ProspectState

STEP = 10
"""Points of the score in one column of its histogram."""


@dataclass(frozen=True)
class Bar:
    """One bar. ``share`` is its length, 0 to 100, beside the longest; ``tone`` its colour.

    ``label`` is where it begins, ``to`` where it ends, of a bar that counts a range.
    """

    label: str
    n: int
    share: float
    tone: str = ""
    to: str = ""


@dataclass(frozen=True)
class Charts:
    """``hours`` are those of the campaign, by calls placed and by calls that a person answered."""

    natures: list[Bar]
    levels: list[Bar]
    scores: list[Bar]
    hours: list[tuple[Bar, Bar]]

    @property
    def empty(self) -> bool:
        return not any(bar.n for bar in self.natures) and not self.hours


def charts(
    campaign_id: UUID, *, zone: tzinfo, not_called: str, again: str, names: Mapping[Level, Any] | None = None
) -> Charts:
    """Five queries, whatever the number of rows. ``not_called`` and ``again`` word the rows without a level, ``names``
    the levels where they are not called as usual."""
    rows = Prospect.objects.filter(campaign_id=campaign_id).order_by()
    natures = Counter(dict(rows.exclude(nature="").values_list("nature").annotate(n=Count("id"))))
    by_state = list(rows.values_list("level", "state").annotate(n=Count("id")))
    retried = rows.filter(to_call_again()).count()
    scored = rows.exclude(score=None).annotate(tenth=Floor(F("score") / STEP))
    tenths = Counter(dict(scored.values_list("tenth").annotate(n=Count("id"))))
    columns = [sum(n for tenth, n in tenths.items() if min(int(tenth), 9) == k) for k in range(10)]
    called = names or {level: level.label for level in Level}
    levels, states = Counter[int | None](), Counter[str]()
    for level, state, n in by_state:
        levels[level] += n
        states[state] += n if level is None else 0
    shown = [(str(called[level]), levels[level], tone) for level, tone in LEVEL_TONES.items()]
    shown += [(again, retried, "quiet"), (not_called, states[ProspectState.WAITING] - retried, "")]
    others = (ProspectState.CALLING, ProspectState.REFUSED)
    shown += [(str(state.label), states[state], "") for state in others if states[state]]
    return Charts(
        natures=bars([(str(Nature(key).label), natures[key], "accent") for key in Nature.values if natures[key]]),
        levels=bars(shown),
        scores=_tenths(columns),
        hours=_hours(campaign_id, zone=zone),
    )


def _tenths(columns: list[int]) -> list[Bar]:
    drawn = bars([(str(k * STEP), n, "accent") for k, n in enumerate(columns)])
    return [replace(bar, to=str(k * STEP + (STEP if k == 9 else STEP - 1))) for k, bar in enumerate(drawn)]


def bars(counted: list[tuple[str, int, str]]) -> list[Bar]:
    """Bars whose longest is 100."""
    most = max((n for _label, n, _tone in counted), default=0) or 1
    return [Bar(label, n, round(100 * n / most, 1), tone) for label, n, tone in counted]


def _hours(campaign_id: UUID, *, zone: tzinfo) -> list[tuple[Bar, Bar]]:
    placed = Attempt.objects.filter(campaign_id=campaign_id).annotate(hour=ExtractHour("placed_at", tzinfo=zone))
    rows = placed.order_by().values_list("hour", "nature").annotate(n=Count("id"))
    calls: Counter[int] = Counter()
    people: Counter[int] = Counter()
    for hour, nature, n in rows:
        calls[hour] += n
        people[hour] += n if nature == Nature.HUMAN else 0
    if not calls:
        return []
    most = max(calls.values())
    return [
        (
            Bar(str(hour), calls[hour], round(100 * calls[hour] / most, 1), "quiet"),
            Bar(str(hour), people[hour], round(100 * people[hour] / most, 1), "ok"),
        )
        for hour in range(min(calls), max(calls) + 1)
    ]
