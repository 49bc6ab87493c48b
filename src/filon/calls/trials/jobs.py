"""The call of a test, placed by a worker."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING
from uuid import UUID

from filon.calls.line import settings_of
from filon.calls.queries.settings import are_stopped
from filon.calls.trials import operations
from filon.kernel.jobs import job
from filon.kernel.tenancy import current_workspace
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace
from filon.voice.settings import TrunkSettings

if TYPE_CHECKING:
    from filon.voice.probe import Step


@job(queue="trials")
def try_line(*, trial_id: UUID, run: UUID) -> None:
    """Place the call and write down each step as it is found."""
    clock = clock_for(Workspace.objects.get(id=current_workspace()))
    trial = operations.begin(trial_id, run, now=clock.now())
    if trial is None:
        return
    fault = "stopped" if are_stopped() else ""
    try:
        settings = settings_of(trial.trunk)
    except ValueError:
        fault = "unusable"
    if not fault:
        _follow(settings, trial.number, trial_id=trial_id, run=run)
    operations.finish(trial_id, run, fault=fault, now=clock.now())


def _follow(settings: TrunkSettings, number: str, *, trial_id: UUID, run: UUID) -> None:
    """The call has a thread and a loop of its own: what it finds comes over a queue, and is written down here."""
    from filon.voice.probe import try_trunk  # noqa: PLC0415 NumPy is behind it

    found: SimpleQueue[Step | None] = SimpleQueue()

    def over(_done: Future[list[Step]]) -> None:
        found.put(None)

    with ThreadPoolExecutor(1) as thread:
        call = thread.submit(lambda: asyncio.run(try_trunk(settings, number, told=found.put)))
        call.add_done_callback(over)
        while (step := found.get()) is not None:
            plain = {"check": step.check.value, "ok": step.ok, "code": step.code, "said": step.words}
            operations.tell(trial_id, run, plain)
        call.result()
