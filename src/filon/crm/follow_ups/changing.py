"""The rows of follow-ups as people and automations write them: guards, rows, events, in their callers' transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from filon.crm.follow_ups import events
from filon.crm.follow_ups.merging import Due
from filon.crm.follow_ups.models import Follower, FollowUp
from filon.crm.follow_ups.states import Priority
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


def create(company_id: UUID, plan: Plan, *, now: datetime, by: int | None) -> FollowUp:
    """The company's follow-up with its followers; an automation's without ``by``. Raises Refused, and Conflict for a
    company that has one."""
    check_day(plan.on, now=now)
    followers = members(plan.followers)
    row = FollowUp(
        company_id=company_id,
        due_on=plan.on,
        priority=plan.priority,
        automatic=by is None,
        set_by_id=by,
        set_at=now,
        changed_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Conflict(
            _("Cette société est déjà suivie : quelqu’un a été plus rapide."), code="followed_already"
        ) from None
    Follower.objects.bulk_create(Follower(follow_up=row, user_id=user_id) for user_id in followers)
    event = events.FollowUpSet(
        follow_up_id=row.id,
        on=plan.on,
        priority=int(plan.priority),
        followers=tuple(followers),
        automatic=row.automatic,
    )
    tell(row, event, now=now, by=by)
    return row


def replan(row: FollowUp, due: Due, *, now: datetime, by: int | None) -> None:
    """Another day or priority, each with its event; nothing when both are what they were."""
    before = Due(row.due_on, Priority(row.priority))
    if due == before:
        return
    if due.on != before.on:
        check_day(due.on, now=now)
    row.due_on, row.priority, row.changed_at = due.on, due.priority, now
    row.save(update_fields=["due_on", "priority", "changed_at"])
    key, automatic = row.id, by is None
    if due.on != before.on:
        moved = events.FollowUpMoved(follow_up_id=key, on=due.on, before=before.on, automatic=automatic)
        tell(row, moved, now=now, by=by)
    if due.priority != before.priority:
        raised = events.FollowUpPrioritised(
            follow_up_id=key, priority=int(due.priority), before=int(before.priority), automatic=automatic
        )
        tell(row, raised, now=now, by=by)


def refollow(row: FollowUp, wanted: Collection[int], *, now: datetime, by: int) -> None:
    """Other followers: one at least stays (CO-163)."""
    if not wanted:
        raise _nobody()
    before = set(Follower.objects.filter(follow_up=row).values_list("user_id", flat=True))
    added, removed = sorted(set(wanted) - before), sorted(before - set(wanted))
    if not added and not removed:
        return
    Follower.objects.filter(follow_up=row, user__in=removed).delete()
    Follower.objects.bulk_create(Follower(follow_up=row, user_id=user_id) for user_id in added)
    row.changed_at = now
    row.save(update_fields=["changed_at"])
    event = events.FollowersChanged(follow_up_id=row.id, added=tuple(added), removed=tuple(removed))
    tell(row, event, now=now, by=by)


def members(user_ids: Collection[int]) -> list[int]:
    """Those of them who are in the workspace today: all of them, and at least one. Raises Refused."""
    wanted = set(user_ids)
    if not wanted:
        raise _nobody()
    there = Member.objects.filter(workspace_id=current_workspace(), left_at=None, user__in=wanted)
    found = set(there.values_list("user_id", flat=True))
    if found != wanted:
        raise Refused(_("Choisissez des personnes de votre espace."), field="followers", code="follower_unknown")
    return sorted(found)


def check_day(on: date, *, now: datetime) -> None:
    if on < FIRST_DAY or on.year > now.year + YEARS_AHEAD:
        said = _("Choisissez une date d’ici %(years)s ans au plus.") % {"years": YEARS_AHEAD}
        raise Refused(said, field="on", code="day_too_far")


def tell(row: FollowUp, event: TypedEvent, *, now: datetime, by: int | None) -> None:
    """On the timeline of the company, and to open pages."""
    publish(event, at=now, company_id=row.company_id, actor_id=by)
    live.notify(current_workspace(), "follow_up", company=row.company_id)


def _nobody() -> Refused:
    said = _("Une relance est suivie par une personne au moins : choisissez quelqu’un, ou supprimez la relance.")
    return Refused(said, field="followers", code="no_follower")
