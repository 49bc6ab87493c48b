"""What the dialer does with calls that come in on its trunks: refuse them, and write them down as missed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from filon.calls.missed.operations import Missed, record_missed
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace
from filon.voice.incoming import MissedCall, Reception
from filon.voice.trunk import Trunk

Later = Callable[[Callable[[], object]], object]
"""Runs a function of the database away from the loop of the calls, in a thread."""


def receive_on(trunk: Trunk, *, workspace_id: UUID, trunk_id: UUID, later: Later) -> Reception:
    """Take what comes in on an open trunk. ``later`` is called in the trunk's loop and must not wait."""

    def missed(call: MissedCall) -> None:
        later(lambda: note(call, workspace_id=workspace_id, trunk_id=trunk_id))

    return Reception(trunk.agent, missed)


def note(call: MissedCall, *, workspace_id: UUID, trunk_id: UUID) -> None:
    """Write one call down, in its workspace and at that one's time; once, however often it is told of."""
    workspace = Workspace.objects.get(id=workspace_id)
    with scope(workspace_id):
        record_missed(
            Missed(source=f"trunk:{trunk_id}", key=call.call_id[:200], caller=call.caller, called=call.called),
            now=clock_for(workspace).now(),
        )
