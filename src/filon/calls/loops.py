"""What the workers do for this room again and again. Calls themselves are the dialer's."""

from __future__ import annotations

from filon.calls.imports.retention import forget_old_files
from filon.kernel.loops import loop
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

HOUR_S = 3600


@loop("old files of numbers", every=HOUR_S)
def forget_files() -> int:
    """Empty what was read in files that have served, in every workspace."""
    done = 0
    for workspace in Workspace.objects.all().iterator():
        with scope(workspace.id):
            done += forget_old_files(now=clock_for(workspace).now())
    return done
