"""The time of a workspace: the machine's, except where a sample workspace was moved on."""

from __future__ import annotations

from filon.kernel.clock import Clock, SystemClock
from filon.tenants.models import Workspace


def clock_for(workspace: Workspace) -> Clock:
    return SystemClock(workspace.clock_offset)
