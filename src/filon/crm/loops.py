"""What the workers do for this room again and again."""

from __future__ import annotations

from filon.crm.imports.retention import forget_old_files
from filon.kernel.loops import loop
from filon.tenants.clock import every_workspace

HOUR_S = 3600


@loop("old files of prospects", every=HOUR_S)
def forget_files() -> int:
    """Remove uploaded files that have served, in every workspace."""
    return sum(forget_old_files(now=clock.now()) for clock in every_workspace())
