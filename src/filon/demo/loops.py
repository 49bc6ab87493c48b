"""What the worker does again and again for the sandbox."""

from __future__ import annotations

from filon.demo.operations.connecting import check_new_mailboxes
from filon.demo.operations.reacting import deliver_due
from filon.kernel.clock import SystemClock
from filon.kernel.loops import loop


@loop("sandbox reactions", every=1.0)
def sandbox_reactions() -> int:
    """Sample prospects answer when their time has come."""
    return deliver_due(machine_now=SystemClock().now())


@loop("sandbox mailboxes", every=2.0)
def sandbox_mailboxes() -> int:
    """The sample's mailbox works from the moment its servers do."""
    return check_new_mailboxes()
