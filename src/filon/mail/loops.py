"""What the worker does again and again with mail."""

from __future__ import annotations

from filon.kernel.loops import loop
from filon.mail.delivery import loops as delivery
from filon.mail.inbox import reading

__all__ = ["delivery", "read_mailboxes"]

LOOK_EVERY_S = 2.0


@loop("incoming mail", every=LOOK_EVERY_S)
def read_mailboxes() -> int:
    """Read the mailboxes whose turn has come; answers how many mails of ours they brought."""
    return reading.read_due()
