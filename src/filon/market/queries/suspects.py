"""The companies of a routine, best first, with where each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from filon.kernel.listing import ListSpec, Sort
from filon.market.criteria import HIGHEST_SCORE, Scoring
from filon.market.explain import Explanation, explain
from filon.market.models import CompanyTag, RoutineScore
from filon.market.queries.units import UnitCard, cards
from filon.market.states import OPEN, Tag

UNTAGGED = "none"


def _by_tag(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == UNTAGGED:
        return rows.filter(tag=None)
    return rows.filter(tag=value) if value in Tag.values else rows


def _by_change(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    if value == "new":
        return rows.filter(entered_at=F("routine__refreshed_at"))
    if value == "moved":
        return rows.filter(moved_at=F("routine__refreshed_at"))
    return rows


SUSPECTS = ListSpec(
    sorts={"score": Sort("place", desc=True), "entered": Sort("entered_at", desc=True)},
    default_sort="score",
    filters={"tag": _by_tag, "change": _by_change},
)
"""What the list of suspects can do."""


@dataclass(frozen=True)
class Suspect:
    """A row of the list. ``card`` is None for a company that may no longer be shown."""

    row: RoutineScore
    siren: str
    card: UnitCard | None
    tag: Tag | None
    why: Explanation

    @property
    def score(self) -> int:
        return self.why.score


def suspects(routine_id: UUID) -> QuerySet[Any]:
    """Companies that match today and are not closed for this routine: ``tag`` is None, suspect or prospect."""
    mine = CompanyTag.objects.filter(routine=OuterRef("routine_id"), siren=OuterRef("siren"))
    rows: QuerySet[Any] = RoutineScore.objects.filter(routine=routine_id, gone_at=None)
    rows = rows.annotate(tag=Subquery(mine.values("tag")[:1]))
    return rows.filter(Q(tag=None) | Q(tag__in=OPEN))


def shown(rows: Sequence[RoutineScore], scoring: Scoring) -> list[Suspect]:
    """The rows with their names and the parts of their scores, in two queries."""
    sirens = [f"{row.siren:09d}" for row in rows]
    known = cards(sirens)
    return [
        Suspect(row, siren, known.get(siren), _tag_of(row), explain(scoring, row.hits))
        for row, siren in zip(rows, sirens, strict=True)
    ]


def next_suspect(routine_id: UUID, *, after: int | None = None) -> RoutineScore | None:
    """The best company that nobody has tagged yet; with ``after`` (a SIREN), the best one behind that one."""
    rows = suspects(routine_id).filter(tag=None).order_by("-place")
    if after is not None:
        here = RoutineScore.objects.filter(routine=routine_id, siren=after).first()
        if here is not None:
            rows = rows.filter(place__lt=here.place)
    found: RoutineScore | None = rows.first()
    return found


def left_the_market(routine_id: UUID) -> QuerySet[CompanyTag]:
    """Tagged companies that no longer match (A-CO-29): they keep the tag and are no suspects."""
    still = RoutineScore.objects.filter(routine=OuterRef("routine_id"), siren=OuterRef("siren"), gone_at=None)
    rows = CompanyTag.objects.filter(routine=routine_id).annotate(matching=Subquery(still.values("siren")[:1]))
    return rows.filter(matching=None)


def entered_since(routine_id: UUID, *, now: datetime, days: int) -> int:
    """How many of today's suspects came within the last days."""
    return suspects(routine_id).filter(entered_at__gte=now - timedelta(days=days)).count()


def score_of(raw: int) -> int:
    return min(HIGHEST_SCORE, raw)


def _tag_of(row: RoutineScore) -> Tag | None:
    found: str | None = getattr(row, "tag", None)
    return Tag(found) if found else None
