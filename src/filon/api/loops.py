"""What the worker does for this room now and then."""

from __future__ import annotations

from filon.api.idempotency import forget
from filon.kernel.clock import SystemClock
from filon.kernel.loops import loop
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace

HOURLY_S = 3600.0


@loop("forget-answers", every=HOURLY_S)
def forget_answers() -> int:
    """Drop the answers that nobody may ask for again."""
    now = SystemClock().now()
    forgotten = 0
    for workspace_id in Workspace.objects.values_list("id", flat=True):
        with scope(workspace_id):
            forgotten += forget(now=now)
    return forgotten
