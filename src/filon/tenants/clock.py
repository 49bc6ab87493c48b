"""The time of a workspace: the machine's, except where a sample workspace was moved on."""

from __future__ import annotations

from collections.abc import Iterator

from filon.kernel.clock import Clock, SystemClock
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace


def clock_for(workspace: Workspace) -> Clock:
    return SystemClock(workspace.clock_offset)


def every_workspace() -> Iterator[Clock]:
    """The clock of each workspace in turn, inside its scope: for the batches of loops."""
    for workspace in Workspace.objects.all().iterator():
        with scope(workspace.id):
            yield clock_for(workspace)
