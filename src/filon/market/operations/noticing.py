"""Who works a routine is told of suspects that came to its score (CO-149): a line of their day until they read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from filon.kernel import live
from filon.kernel.tenancy import current_workspace
from filon.market.models import Routine, RoutineMember, SuspectNotice


@dataclass(frozen=True, kw_only=True)
class Reached:
    """``count`` companies came to ``threshold``; ``best`` is the SIREN of the best one."""

    threshold: int
    count: int
    best: int


def tell_users(routine: Routine, reached: Reached, *, now: datetime) -> None:
    """Each user of the routine once; who has not read the last notice finds more in it.

    Of a routine that nobody is assigned to, who wrote it is told. Called under the lock of the routine's row.
    """
    users = told_users(routine)
    unread = SuspectNotice.objects.filter(routine=routine, user__in=users, read_at=None)
    told = set(unread.values_list("user_id", flat=True))
    unread.update(count=F("count") + reached.count, siren=reached.best, threshold=reached.threshold)
    SuspectNotice.objects.bulk_create(
        SuspectNotice(
            routine=routine,
            user_id=user_id,
            threshold=reached.threshold,
            count=reached.count,
            siren=reached.best,
            at=now,
        )
        for user_id in sorted(users - told)
    )


def told_users(routine: Routine) -> set[int]:
    """Who is told of suspects of the routine: its users; who wrote it when nobody is assigned to it."""
    users = set(RoutineMember.objects.filter(routine=routine).values_list("user_id", flat=True))
    return users or ({routine.created_by_id} if routine.created_by_id is not None else set())


def read_notice(notice_id: UUID, *, user_id: int, now: datetime) -> bool:
    """The user has seen it. False for a notice of somebody else, or seen before."""
    found = SuspectNotice.objects.filter(id=notice_id, user=user_id, read_at=None).update(read_at=now)
    if found:
        live.notify(current_workspace(), "badge", user_id=user_id)
    return bool(found)
