"""What the worker does again and again with the plan."""

from __future__ import annotations

import atexit
import gc
from datetime import timedelta
from functools import cache

from django.db import close_old_connections

from filon.actions import channels, lanes, operations, rechecking, recovery, scheduler
from filon.actions.lanes import LaneRef
from filon.actions.pacing import Pacer
from filon.actions.policy import ON_THE_CARD
from filon.kernel.clock import SystemClock
from filon.kernel.loops import loop
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for, every_workspace
from filon.tenants.models import Workspace

EVERY_S = 1.0
RECOVER_EVERY_S = 2.0
ONCE_AN_HOUR_S = 3600.0
A_DAY = timedelta(days=1)
COLLECT_AFTER = (50_000, 20, 100)


@loop("planned actions", every=EVERY_S)
def tick() -> int:
    """Do what is due, several lanes at once; answers the amount of work."""
    due = [lane for lane in lanes.due(SystemClock().now()) if channels.get(lane.channel)]
    return _pacer().advance([*scheduler.unrecorded(), *due])


@loop("actions of dead workers", every=RECOVER_EVERY_S)
def recover() -> int:
    """Find out what became of what a dead worker had in hand; answers how many actions."""
    return recovery.recover_all(SystemClock())


@loop("refused actions", every=ONCE_AN_HOUR_S)
def look_again() -> int:
    """Decide anew, once a day, what was refused for something that may have been written meanwhile by whatever way: an
    import, the interface for programs, a company that got its name. Answers how many."""
    seen = 0
    for workspace in Workspace.objects.all():
        now = clock_for(workspace).now()
        with scope(workspace.id):
            seen += operations.look_again(codes=ON_THE_CARD, before=now - A_DAY, now=now)
    return seen


@loop("companies that opted out", every=ONCE_AN_HOUR_S)
def refuse_masked() -> int:
    """Refuse what is planned with companies that the public directory may not show any more; answers how many."""
    return sum(rechecking.refuse_masked(now=clock.now()) for clock in every_workspace())


@cache
def _pacer() -> Pacer:
    """One for the process, made when a worker first needs it.

    A worker makes hundreds of thousands of short-lived rows a minute and keeps none of them: looking for rings of
    garbage as often as Python does by default takes a sixth of its time.
    """
    gc.freeze()
    atexit.register(gc.unfreeze)  # else modules outlive the interpreter, and libraries in C++ call it a leak
    gc.set_threshold(*COLLECT_AFTER)
    return Pacer(_turn)


def _turn(lane: LaneRef) -> int:
    close_old_connections()
    workspace = Workspace.objects.get(id=lane.workspace_id)
    return scheduler.turn(lane, clock=clock_for(workspace))
