"""What the worker does again and again about alerts."""

from __future__ import annotations

from filon.alerts.imports.models import ProjectImport
from filon.crm.imports.strict.retention import forget_old_files
from filon.kernel.loops import loop
from filon.tenants.clock import every_workspace

EVERY_SIX_HOURS_S = 21_600.0


@loop("alert files", every=EVERY_SIX_HOURS_S)
def forget_files() -> int:
    """Empty the old files of every workspace; answers how many."""
    return sum(forget_old_files(ProjectImport, now=clock.now()) for clock in every_workspace())
