"""Reads of routines: the list, one with its criteria, the default one, the dashboard of tags."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from filon.market.access import seen_by
from filon.market.criteria import Scoring, from_json
from filon.market.models import CompanyTag, Routine, RoutineMember, RoutineScore, RoutineVersion
from filon.market.ranking import MOST_KEPT
from filon.market.states import Tag


def routines(*, archived: bool = False) -> QuerySet[Routine]:
    """Those that the current reader may see, by title."""
    return seen_by(Routine.objects.filter(archived_at__isnull=not archived)).order_by("title", "id")


def version_of(routine_id: UUID) -> RoutineVersion:
    """The criteria that count."""
    return RoutineVersion.objects.filter(routine=routine_id).latest("number")


def scoring_of(routine_id: UUID) -> Scoring:
    return from_json(version_of(routine_id).scoring)


def default_of(user_id: int) -> UUID | None:
    """The user's default routine (CO-150)."""
    places = RoutineMember.objects.filter(user=user_id, is_default=True, routine__archived_at=None)
    return places.values_list("routine", flat=True).first()


def default_first(rows: Iterable[Routine], *, user_id: int) -> list[tuple[Routine, bool]]:
    """(routine, whether it is the user's default), the default one first (CO-151)."""
    default = default_of(user_id)
    return sorted(((row, row.id == default) for row in rows), key=lambda pair: not pair[1])


def tag_counts(routine_ids: Collection[UUID]) -> dict[UUID, dict[Tag, int]]:
    """How many companies have each tag, in each routine (CO-154); every tag is there, also with none."""
    found = {key: dict.fromkeys(Tag, 0) for key in routine_ids}
    rows = CompanyTag.objects.filter(routine__in=routine_ids).values("routine", "tag").annotate(n=Count("id"))
    for row in rows.order_by():
        found[row["routine"]][Tag(row["tag"])] = row["n"]
    return found


def untagged_counts(rows: Iterable[Routine]) -> dict[UUID, int]:
    """How many companies each routine has found that nobody has tagged, of the best that it keeps."""
    kept = {row.id: min(row.count, MOST_KEPT) for row in rows}
    there = RoutineScore.objects.filter(routine=OuterRef("routine"), siren=OuterRef("siren"), gone_at=None)
    tagged = CompanyTag.objects.filter(Exists(there), routine__in=list(kept)).values("routine")
    for row in tagged.annotate(n=Count("siren", distinct=True)).order_by():
        kept[row["routine"]] -= row["n"]
    return {key: max(0, n) for key, n in kept.items()}


def members_of(routine_ids: Collection[UUID]) -> dict[UUID, list[RoutineMember]]:
    """Who works each routine, by name."""
    found: dict[UUID, list[RoutineMember]] = {key: [] for key in routine_ids}
    rows = RoutineMember.objects.filter(routine__in=routine_ids).select_related("user")
    for row in rows.order_by("user__last_name", "user__first_name"):
        found[row.routine_id].append(row)
    return found
