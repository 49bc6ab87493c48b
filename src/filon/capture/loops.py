"""What the worker does again and again for this room."""

from __future__ import annotations

from filon.capture.operations import forget_old_visits
from filon.kernel.loops import loop
from filon.tenants.clock import every_workspace

HOUR = 3600.0


@loop("old visits", every=HOUR)
def old_visits() -> int:
    """Visits are kept for so long and no longer."""
    return sum(forget_old_visits(now=clock.now()) for clock in every_workspace())
