"""Who may see which routine: managers all (CO-141), a user those assigned to them (CO-142)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from filon.market.models import Routine, RoutineMember
from filon.tenants.reader import current_reader


def seen_by(routines: QuerySet[Routine]) -> QuerySet[Routine]:
    """Those of these that the current reader may see."""
    reader = current_reader()
    if reader is None:
        return routines
    return routines.filter(Exists(RoutineMember.objects.filter(routine=OuterRef("pk"), user=reader.user_id)))


def hidden() -> frozenset[UUID]:
    """The routines that the current reader may not see. No query for who sees everything."""
    reader = current_reader()
    if reader is None:
        return frozenset()
    mine = RoutineMember.objects.filter(user=reader.user_id).values("routine")
    return frozenset(Routine.objects.exclude(id__in=mine).values_list("id", flat=True))
