"""What the worker does again and again about webhooks."""

from __future__ import annotations

from datetime import timedelta

from filon.kernel.clock import SystemClock
from filon.kernel.loops import loop
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.timeline.webhooks import addresses
from filon.timeline.webhooks.delivering import deliver_due
from filon.timeline.webhooks.operations import forget_old

EVERY_SECOND_S = 1.0
ONCE_A_DAY_S = 86_400.0
KEPT = timedelta(days=30)


@loop("webhooks", every=EVERY_SECOND_S)
def deliver() -> int:
    """Send what is due to the endpoints of all workspaces."""
    return deliver_due(clock=SystemClock(), client=addresses.client())


@loop("old webhook deliveries", every=ONCE_A_DAY_S)
def forget() -> int:
    """Forget deliveries that were settled long ago; the events stay. Not counted as work: nothing waits for it."""
    before = SystemClock().now() - KEPT
    for workspace in Workspace.objects.all():
        with scope(workspace.id):
            forget_old(before=before)
    return 0
