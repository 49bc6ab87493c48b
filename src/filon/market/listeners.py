"""What other rooms' events mean for tags. Runs in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Sequence

from filon.crm.follow_ups.events import FollowUpSet
from filon.crm.tasks.events import TaskAdded
from filon.market.operations.tagging import FollowUp, promote_all
from filon.timeline.events import Published, TypedEvent, subscribe


@subscribe(FollowUpSet, TaskAdded)
def promote_followed(batch: Sequence[Published]) -> None:
    """A follow-up, or a call to return, makes a prospect of its company (CO-156), on the default routine of who made
    it, else of whom it is for: nobody made one that came by itself (A-CO-3)."""
    found = [follow_up for published in batch if (follow_up := _follow_up(published))]
    if found:
        promote_all(found, now=batch[-1].at)


def _follow_up(published: Published) -> FollowUp | None:
    user_id = published.actor_id or _whose(published.event)
    if published.company_id is None or user_id is None:
        return None
    return FollowUp(published.company_id, user_id)


def _whose(event: TypedEvent) -> int | None:
    if isinstance(event, FollowUpSet):
        return next(iter(event.followers), None)
    return event.assignee_id if isinstance(event, TaskAdded) else None
