"""``filon bench mail``: due messages through claim, policy, rendering, SMTP, durable record and the next step planned.

The limit beside it is the same bytes, rendered beforehand, through the same SMTP client to the same server.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from filon.actions import facts
from filon.actions.claiming import COLUMNS
from filon.actions.loops import tick
from filon.actions.models import Action
from filon.actions.situation import Due
from filon.actions.states import State
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.mail.delivery.outgoing import Outgoing
from filon.mail.smtp import Envelope, Sent, SmtpSession
from filon.outreach import channel, scratch
from filon.tenants.models import Workspace

MAILBOXES = 4
STEPS = 2
RENDERED_AT_ONCE = 2000


def run(size: int) -> dict[str, Any]:
    """The result of a measurement of ``size`` messages: figure and limit in messages a second."""
    with sink() as port:
        wanted = scratch.Wanted(messages=size, host="127.0.0.1", port=port, mailboxes=MAILBOXES, steps=STEPS)
        workspace = scratch.make(wanted)
        with scope(workspace.id):
            letters = rendered(workspace)
        seconds = _send_everything()
        with scope(workspace.id):
            sent = Action.objects.filter(state=State.DONE).count()
            planned = Action.objects.filter(state=State.PLANNED).count()
        if (sent, planned) != (size, size):
            raise RuntimeError(f"{size} messages were due: {sent} were sent and {planned} next ones planned")
        limit = _bare(letters)
    detail = {"mailboxes": MAILBOXES, "bytes": sum(len(o.raw) for o in letters) // len(letters)}
    return {
        "figure": round(size / seconds),
        "unit": "messages/s",
        "limit": round(limit),
        "size": size,
        "detail": detail,
    }


def rendered(workspace: Workspace) -> list[Outgoing]:
    """Every due message of the open workspace as it will leave."""
    now = SystemClock().now()
    dues = [Due(*row) for row in Action.objects.filter(state=State.PLANNED).values_list(*COLUMNS)]
    lanes = channel.EmailChannel().lanes(scratch.lane_ids(), now=now)
    letters: list[Outgoing] = []
    for start in range(0, len(dues), RENDERED_AT_ONCE):
        cases = facts.load(dues[start : start + RENDERED_AT_ONCE], lanes=lanes, now=now)
        written = channel.render(cases, workspace_id=workspace.id, now=now)
        letters += [case.material for case in written if isinstance(case.material, Outgoing)]
    return letters


@contextmanager
def sink() -> Iterator[int]:
    """A server that takes everything over, in a process of its own; gives its port."""
    process = subprocess.Popen([sys.executable, "-m", "filon.mail.sink"], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline().rpartition(":")[2])
    finally:
        process.terminate()
        process.wait(10)


def _send_everything() -> float:
    """Seconds until nothing is due any more, with the loop that a worker runs."""
    start = time.perf_counter()
    while tick():
        pass
    return time.perf_counter() - start


def _bare(letters: list[Outgoing]) -> float:
    """Messages a second when there is nothing else to do than to send them."""
    session = SmtpSession(letters[0].account.settings)
    start = time.perf_counter()
    for letter in letters:
        outcome = session.send(Envelope(letter.account.email, letter.recipient), letter.raw)
        if not isinstance(outcome, Sent):
            raise TypeError(f"the sink answered {outcome}")
    seconds = time.perf_counter() - start
    session.close()
    return len(letters) / seconds
