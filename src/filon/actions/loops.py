"""What the worker does again and again with the plan."""

from __future__ import annotations

import gc
from functools import cache

from django.db import close_old_connections

from filon.actions import lanes, recovery, scheduler
from filon.actions.lanes import LaneRef
from filon.actions.pacing import Pacer
from filon.kernel.clock import SystemClock
from filon.kernel.loops import loop
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

EVERY_S = 1.0
RECOVER_EVERY_S = 2.0
COLLECT_AFTER = (50_000, 20, 100)


@loop("planned actions", every=EVERY_S)
def tick() -> int:
    """Do what is due, several lanes at once; answers the amount of work."""
    return _pacer().advance([*scheduler.unrecorded(), *lanes.due(SystemClock().now())])


@loop("actions of dead workers", every=RECOVER_EVERY_S)
def recover() -> int:
    """Find out what became of what a dead worker had in hand; answers how many actions."""
    return recovery.recover_all(SystemClock())


@cache
def _pacer() -> Pacer:
    """One for the process, made when a worker first needs it.

    A worker makes hundreds of thousands of short-lived rows a minute and keeps none of them: looking for rings of
    garbage as often as Python does by default takes a sixth of its time.
    """
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    return Pacer(_turn)


def _turn(lane: LaneRef) -> int:
    close_old_connections()
    workspace = Workspace.objects.get(id=lane.workspace_id)
    return scheduler.turn(lane, clock=clock_for(workspace))
