"""What the rows of a campaign that talks came to, for its two charts (ST-51, ST-52, ST-96)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Value, When
from django.utils.translation import gettext as _

from filon.calls.full.statuses import LEVELS, NATURES, WITH_SOMEBODY
from filon.calls.labels import LEVEL_TONES, NOT_CALLED, TO_CALL_AGAIN
from filon.calls.models import Prospect
from filon.calls.queries.charts import Bar, bars
from filon.calls.states import ProspectState, Status

Counted = Iterable[tuple[str, str, int, int]]
"""State and status of rows, 1 where they were called (0 otherwise), and how many there are."""


@dataclass(frozen=True)
class Outcomes:
    """``overall`` counts every row once, ``talks`` every row at which somebody was spoken to."""

    overall: list[Bar]
    talks: list[Bar]

    @property
    def rows(self) -> int:
        return sum(bar.n for bar in self.overall)

    @property
    def people(self) -> int:
        return sum(bar.n for bar in self.talks)


def outcomes(campaign_id: UUID) -> Outcomes:
    """Both charts in one query, whatever the number of rows."""
    called = Case(When(attempts_made__gt=0, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = Prospect.objects.filter(campaign_id=campaign_id).order_by().annotate(called=called)
    return sorted_out(rows.values_list("state", "status", "called").annotate(n=Count("id")))


def sorted_out(counted: Counted) -> Outcomes:
    """Each row in one bar of the left chart; those of ST-59…77 in one of the right chart as well. Pure."""
    overall: Counter[str] = Counter()
    talks: Counter[str] = Counter()
    for state, status, called, n in counted:
        overall[_outcome(state, status, called=bool(called))] += n
        if status in WITH_SOMEBODY:
            talks[status] += n
    names = {key: str(label) for key, label in _names()}
    shown = [(names[key], overall[key], _tone(key)) for key in names if overall[key] or key == _SPOKEN]
    people = [(str(one.label), talks[one], LEVEL_TONES[LEVELS[one]]) for one in Status if talks[one]]
    return Outcomes(overall=bars(shown), talks=bars(people))


_SPOKEN, _AGAIN, _NEW, _NONE = "spoken", "again", "new", "none"


def _outcome(state: str, status: str, *, called: bool) -> str:
    if status in WITH_SOMEBODY:
        return _SPOKEN
    if status in NATURES:
        return status
    if state == ProspectState.WAITING:
        return _AGAIN if called else _NEW
    return _NONE if state == ProspectState.DONE else state


def _names() -> list[tuple[str, object]]:
    """The bars of the left chart, in their order."""
    return [
        (_SPOKEN, _("Une personne a répondu")),
        *[(one.value, one.label) for one in Status if one in NATURES],
        (_NONE, _("Sans résultat")),
        (ProspectState.REFUSED.value, ProspectState.REFUSED.label),
        (ProspectState.CALLING.value, ProspectState.CALLING.label),
        (_AGAIN, TO_CALL_AGAIN),
        (_NEW, NOT_CALLED),
    ]


def _tone(key: str) -> str:
    if key == _SPOKEN:
        return "accent"
    return "bad" if key in NATURES else "quiet" if key in (_AGAIN, ProspectState.CALLING) else ""
