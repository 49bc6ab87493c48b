"""What the worker does again and again about markets."""

from __future__ import annotations

import logging
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from filon.directory import columnar
from filon.kernel.errors import Refused
from filon.kernel.loops import loop
from filon.kernel.tenancy import scope
from filon.market.engine import current_market
from filon.market.models import Routine
from filon.market.operations.refreshing import refresh
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

log = logging.getLogger(__name__)
EVERY_TEN_MINUTES_S = 600.0
MORNING = time(5)
"""In the workspace's own time: the day's suspects are there before anybody is."""


@loop("routines", every=EVERY_TEN_MINUTES_S)
def refresh_routines() -> int:
    """Refresh every routine that was not yet this morning (CO-138); answers how many.

    One whose criteria cost more than a question may is tried again ten minutes later and keeps nobody else waiting.
    """
    if columnar.current() is None:
        return 0
    done = 0
    for workspace in Workspace.objects.all():
        with scope(workspace.id):
            now = clock_for(workspace).now()
            for routine_id in due(now, zone=ZoneInfo(workspace.time_zone)).values_list("id", flat=True):
                done += _refreshed(routine_id, now=now)
    return done


def _refreshed(routine_id: UUID, *, now: datetime) -> bool:
    try:
        refresh(routine_id, market=current_market(), now=now)
    except Refused as no:
        log.warning("routine %s is not refreshed: %s", routine_id, no.code)
        return False
    return True


def due(now: datetime, *, zone: ZoneInfo) -> QuerySet[Routine]:
    """The routines of the open workspace that wait for the refresh of the day, oldest first."""
    here = now.astimezone(zone)
    morning = datetime.combine(here.date(), MORNING, zone)
    never = Q(refreshed_at=None)
    missed = Q(refreshed_at__lt=morning) if here >= morning else Q(pk__in=[])
    return Routine.objects.filter(never | missed, archived_at=None).order_by("refreshed_at", "id")
