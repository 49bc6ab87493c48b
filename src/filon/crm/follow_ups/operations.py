"""Follow-ups set, changed, handled and deleted. Nothing here contacts anybody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from filon.crm.follow_ups import events
from filon.crm.follow_ups.models import Follower, FollowUp
from filon.crm.follow_ups.states import Closing, Priority
from filon.crm.models import Note
from filon.crm.notes.operations import NoteFields, write_note
from filon.directory.models import Company
from filon.kernel import live
from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import current_workspace
from filon.tenants.models import Member
from filon.timeline.events import TypedEvent, publish

YEARS_AHEAD = 10
FIRST_DAY = date(2000, 1, 1)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Who comes back, when, and how much it matters (CO-160). ``followers`` are users of the workspace."""

    on: date
    followers: tuple[int, ...]
    priority: Priority = Priority.NORMAL


def set_follow_up(company_id: UUID, plan: Plan, *, now: datetime, by: int) -> FollowUp:
    """Follow a company that nobody follows yet. Raises Refused, and Company.DoesNotExist.

    Of two people who do it at once, who is first wins: the other is refused (Conflict, "followed_already"), and may
    then change what is there.
    """
    _check_day(plan.on, now=now)
    with transaction.atomic():
        company = Company.objects.only("id").get(id=company_id)
        followers = _members(plan.followers)
        row = _create(company.id, plan, now=now, by=by)
        Follower.objects.bulk_create(Follower(follow_up=row, user_id=user_id) for user_id in followers)
        event = events.FollowUpSet(
            follow_up_id=row.id, on=plan.on, priority=int(plan.priority), followers=tuple(followers)
        )
        _tell(row, event, now=now, by=by)
    return row


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
        _refollow(row, _members(plan.followers), now=now, by=by)
        _replan(row, on=plan.on, priority=plan.priority, now=now, by=by)
    return row


def move(follow_up_id: UUID, on: date, *, now: datetime, by: int) -> FollowUp:
    """To another day (CO-170). Errors as ``change_follow_up``."""
    with transaction.atomic():
        row = _open(follow_up_id)
        _replan(row, on=on, priority=Priority(row.priority), now=now, by=by)
    return row


def prioritise(follow_up_id: UUID, priority: Priority, *, now: datetime, by: int) -> FollowUp:
    """Another priority (CO-170). Errors as ``change_follow_up``."""
    with transaction.atomic():
        row = _open(follow_up_id)
        _replan(row, on=row.due_on, priority=priority, now=now, by=by)
    return row


def unfollow(follow_up_id: UUID, user_id: int, *, now: datetime, by: int) -> FollowUp:
    """Take somebody off it; the last one stays (CO-163). Errors as ``change_follow_up``."""
    with transaction.atomic():
        row = _open(follow_up_id)
        _refollow(row, [key for key in _followers(row) if key != user_id], now=now, by=by)
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
        _tell(row, events.FollowUpReopened(follow_up_id=row.id), now=now, by=by)
    return True


def write_reason(follow_up_id: UUID, text: str, *, now: datetime, by: int) -> Note:
    """The note that is recommended with every follow-up (CO-91): why somebody comes back. Raises Refused."""
    with transaction.atomic():
        row = FollowUp.objects.select_for_update(of=("self",)).get(id=follow_up_id)
        row.note = write_note(row.company_id, NoteFields(text=text), now=now, by=by)
        row.save(update_fields=["note"])
        live.notify(current_workspace(), "follow_up", company=row.company_id)
    return row.note


def _create(company_id: UUID, plan: Plan, *, now: datetime, by: int) -> FollowUp:
    try:
        with transaction.atomic():
            return FollowUp.objects.create(
                company_id=company_id,
                due_on=plan.on,
                priority=plan.priority,
                set_by_id=by,
                set_at=now,
                changed_at=now,
            )
    except IntegrityError:
        raise Conflict(
            _("Cette société est déjà suivie : quelqu’un a été plus rapide."), code="followed_already"
        ) from None


def _opened(row: FollowUp, *, now: datetime) -> bool:
    """False when the company has another open one, which a constraint says."""
    row.closed_at, row.closed_by, row.closing, row.changed_at = None, None, "", now
    try:
        with transaction.atomic():
            row.save(update_fields=["closed_at", "closed_by", "closing", "changed_at"])
    except IntegrityError:
        return False
    return True


def _open(follow_up_id: UUID) -> FollowUp:
    """The row, nobody else changing it meanwhile."""
    row = FollowUp.objects.select_for_update(of=("self",)).get(id=follow_up_id)
    if row.closed_at is not None:
        raise Conflict(_("Cette relance est déjà close."), code="closed_already")
    return row


def _replan(row: FollowUp, *, on: date, priority: Priority, now: datetime, by: int) -> None:
    before, priority_before = row.due_on, row.priority
    if on != before:
        _check_day(on, now=now)
        _tell(row, events.FollowUpMoved(follow_up_id=row.id, on=on, before=before), now=now, by=by)
    if priority != priority_before:
        event = events.FollowUpPrioritised(follow_up_id=row.id, priority=int(priority), before=priority_before)
        _tell(row, event, now=now, by=by)
    if (on, priority) != (before, priority_before):
        row.due_on, row.priority, row.changed_at = on, priority, now
        row.save(update_fields=["due_on", "priority", "changed_at"])


def _refollow(row: FollowUp, wanted: Collection[int], *, now: datetime, by: int) -> None:
    if not wanted:
        raise _nobody()
    before = set(_followers(row))
    added, removed = sorted(set(wanted) - before), sorted(before - set(wanted))
    if not added and not removed:
        return
    Follower.objects.filter(follow_up=row, user__in=removed).delete()
    Follower.objects.bulk_create(Follower(follow_up=row, user_id=user_id) for user_id in added)
    row.changed_at = now
    row.save(update_fields=["changed_at"])
    event = events.FollowersChanged(follow_up_id=row.id, added=tuple(added), removed=tuple(removed))
    _tell(row, event, now=now, by=by)


def _close(follow_up_id: UUID, closing: Closing, *, now: datetime, by: int) -> bool:
    with transaction.atomic():
        row = FollowUp.objects.select_for_update(of=("self",)).get(id=follow_up_id)
        if row.closed_at is not None:
            return False
        row.closing, row.closed_at, row.closed_by_id, row.changed_at = closing, now, by, now
        row.save(update_fields=["closing", "closed_at", "closed_by", "changed_at"])
        told = events.FollowUpHandled if closing == Closing.HANDLED else events.FollowUpDeleted
        _tell(row, told(follow_up_id=row.id), now=now, by=by)
    return True


def _followers(row: FollowUp) -> list[int]:
    return list(Follower.objects.filter(follow_up=row).values_list("user_id", flat=True))


def _members(user_ids: Collection[int]) -> list[int]:
    """Those of them who are in the workspace today: all of them, and at least one."""
    wanted = set(user_ids)
    if not wanted:
        raise _nobody()
    there = Member.objects.filter(workspace_id=current_workspace(), left_at=None, user__in=wanted)
    found = set(there.values_list("user_id", flat=True))
    if found != wanted:
        raise Refused(_("Choisissez des personnes de votre espace."), field="followers", code="follower_unknown")
    return sorted(found)


def _nobody() -> Refused:
    said = _("Une relance est suivie par une personne au moins : choisissez quelqu’un, ou supprimez la relance.")
    return Refused(said, field="followers", code="no_follower")


def _check_day(on: date, *, now: datetime) -> None:
    if on < FIRST_DAY or on.year > now.year + YEARS_AHEAD:
        said = _("Choisissez une date d’ici %(years)s ans au plus.") % {"years": YEARS_AHEAD}
        raise Refused(said, field="on", code="day_too_far")


def _tell(row: FollowUp, event: TypedEvent, *, now: datetime, by: int) -> None:
    publish(event, at=now, company_id=row.company_id, actor_id=by)
    live.notify(current_workspace(), "follow_up", company=row.company_id)
