"""What other rooms' events mean for tags. Runs in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Sequence

from filon.crm.tasks.events import TaskAdded
from filon.market.operations.tagging import promote
from filon.timeline.events import Published, subscribe


@subscribe(TaskAdded)
def promote_followed(batch: Sequence[Published]) -> None:
    """A follow-up makes a prospect of its company (CO-156), on the default routine of who made it, else of whom it is
    for: nobody made one that came by itself (A-CO-3)."""
    for published in batch:
        event = published.event
        assert isinstance(event, TaskAdded)
        user_id = published.actor_id or event.assignee_id
        if published.company_id is not None and user_id is not None:
            promote(published.company_id, user_id=user_id, now=published.at)
