"""What the plan does when something happens below."""

from __future__ import annotations

from collections.abc import Sequence

from filon.actions.operations import wake
from filon.mail.events import MailboxMended
from filon.timeline.events import Published, subscribe


@subscribe(MailboxMended)
def wake_what_waited(batch: Sequence[Published]) -> None:
    """A mailbox works again: what waited for it is decided at once."""
    for mended in batch:
        if isinstance(mended.event, MailboxMended):
            wake(mended.event.mailbox_id, now=mended.at)
