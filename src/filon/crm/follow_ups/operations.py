"""Follow-ups set, changed, handled and deleted. Nothing here contacts anybody."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from filon.crm.follow_ups import events
from filon.crm.follow_ups.changing import Plan, create, members, refollow, replan, tell
from filon.crm.follow_ups.merging import Due
from filon.crm.follow_ups.models import Follower, FollowUp
from filon.crm.follow_ups.states import Closing, Priority
from filon.crm.models import Note
from filon.crm.notes.operations import NoteFields, write_note
from filon.directory.models import Company
from filon.kernel import live
from filon.kernel.errors import Conflict
from filon.kernel.tenancy import current_workspace

__all__ = [
    "Plan",
    "change_follow_up",
    "delete",
    "handle",
    "move",
    "prioritise",
    "reopen",
    "set_follow_up",
    "unfollow",
    "write_reason",
]


def set_follow_up(company_id: UUID, plan: Plan, *, now: datetime, by: int) -> FollowUp:
    """Follow a company that nobody follows yet. Raises Refused, and Company.DoesNotExist.

    Of two people who do it at once, who is first wins: the other is refused (Conflict, "followed_already"), and may
    then change what is there.
    """
    with transaction.atomic():
        company = Company.objects.only("id").get(id=company_id)
        return create(company.id, plan, now=now, by=by)


def change_follow_up(
    follow_up_id: UUID, plan: Plan, *, now: datetime, by: int, seen: datetime | None = None
) -> FollowUp:
    """Another plan for it. Raises Refused, Conflict for one that is closed, and FollowUp.DoesNotExist.

    ``seen`` is the ``changed_at`` of what was edited: of two who edit at once, who saves first wins, and the other is
    refused ("changed_meanwhile"). None writes over whatever is there.
    """
    with transaction.atomic():
        row = _open(follow_up_id)
        if seen is not None and seen != row.changed_at:
            raise Conflict(
                _("Cette relance a été changée par quelqu’un d’autre pendant que vous écriviez."),
                code="changed_meanwhile",
            )
        replan(row, Due(plan.on, plan.priority), now=now, by=by)
        refollow(row, members(plan.followers), now=now, by=by)
    return row


def move(follow_up_id: UUID, on: date, *, now: datetime, by: int) -> FollowUp:
    """To another day (CO-170). Errors as ``change_follow_up``."""
    with transaction.atomic():
        row = _open(follow_up_id)
        replan(row, Due(on, Priority(row.priority)), now=now, by=by)
    return row


def prioritise(follow_up_id: UUID, priority: Priority, *, now: datetime, by: int) -> FollowUp:
    """Another priority (CO-170). Errors as ``change_follow_up``."""
    with transaction.atomic():
        row = _open(follow_up_id)
        replan(row, Due(row.due_on, priority), now=now, by=by)
    return row


def unfollow(follow_up_id: UUID, user_id: int, *, now: datetime, by: int) -> FollowUp:
    """Take somebody off it; the last one stays (CO-163). Errors as ``change_follow_up``."""
    with transaction.atomic():
        row = _open(follow_up_id)
        others = Follower.objects.filter(follow_up=row).exclude(user=user_id)
        refollow(row, list(others.values_list("user_id", flat=True)), now=now, by=by)
    return row


def handle(follow_up_id: UUID, *, now: datetime, by: int) -> bool:
    """It is done. False when it was closed already."""
    return _close(follow_up_id, Closing.HANDLED, now=now, by=by)


def delete(follow_up_id: UUID, *, now: datetime, by: int) -> bool:
    """Nobody comes back to the company (CO-171). False when it was closed already."""
    return _close(follow_up_id, Closing.DELETED, now=now, by=by)


def reopen(follow_up_id: UUID, *, now: datetime, by: int) -> bool:
    """Take back that it was handled or deleted, followers included. False when it is open, or another one is by now."""
    with transaction.atomic():
        row = FollowUp.objects.select_for_update(of=("self",)).get(id=follow_up_id)
        if row.closed_at is None or not _opened(row, now=now):
            return False
        tell(row, events.FollowUpReopened(follow_up_id=row.id), now=now, by=by)
    return True


def write_reason(follow_up_id: UUID, text: str, *, now: datetime, by: int) -> Note:
    """The note that is recommended with every follow-up (CO-91): why somebody comes back. Raises Refused."""
    with transaction.atomic():
        row = FollowUp.objects.select_for_update(of=("self",)).get(id=follow_up_id)
        row.note = write_note(row.company_id, NoteFields(text=text), now=now, by=by)
        row.save(update_fields=["note"])
        live.notify(current_workspace(), "follow_up", company=row.company_id)
    return row.note


def _open(follow_up_id: UUID) -> FollowUp:
    """The row, nobody else changing it meanwhile."""
    row = FollowUp.objects.select_for_update(of=("self",)).get(id=follow_up_id)
    if row.closed_at is not None:
        raise Conflict(_("Cette relance est déjà close."), code="closed_already")
    return row


def _opened(row: FollowUp, *, now: datetime) -> bool:
    """False when the company has another open one, which a constraint says."""
    row.closed_at, row.closed_by, row.closing, row.changed_at = None, None, "", now
    try:
        with transaction.atomic():
            row.save(update_fields=["closed_at", "closed_by", "closing", "changed_at"])
    except IntegrityError:
        return False
    return True


def _close(follow_up_id: UUID, closing: Closing, *, now: datetime, by: int) -> bool:
    with transaction.atomic():
        row = FollowUp.objects.select_for_update(of=("self",)).get(id=follow_up_id)
        if row.closed_at is not None:
            return False
        row.closing, row.closed_at, row.closed_by_id, row.changed_at = closing, now, by, now
        row.save(update_fields=["closing", "closed_at", "closed_by", "changed_at"])
        told = events.FollowUpHandled if closing == Closing.HANDLED else events.FollowUpDeleted
        tell(row, told(follow_up_id=row.id), now=now, by=by)
    return True
