"""Follow-ups that nobody sets: what automations ask for is merged with what is there (CO-173, CO-174)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from filon.crm.follow_ups import events
from filon.crm.follow_ups.changing import Plan, create, members, replan, tell
from filon.crm.follow_ups.merging import Due, merged
from filon.crm.follow_ups.models import FollowUp, ReplyRule
from filon.crm.follow_ups.states import Priority
from filon.crm.tasks.operations import person_for
from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import current_workspace
from filon.tenants.models import Member, Workspace

MOST_DAYS = 730


@dataclass(frozen=True, kw_only=True)
class RuleFields:
    """How the company of somebody who answers is followed: ``days`` after, by ``assignee_id``, else by their owner."""

    priority: Priority = Priority.HIGH
    days: int = 0
    assignee_id: int | None = None


def set_automatically(company_id: UUID, plan: Plan, *, now: datetime) -> FollowUp:
    """Follow a company on behalf of an automation. What people planned stays, but for an earlier day or, on the same
    day, a higher priority (A-CO-6); who follows it stays too. A later day is only told of (A-CO-7). Raises Refused.
    """
    with transaction.atomic():
        row = FollowUp.objects.select_for_update(of=("self",)).filter(company=company_id, closed_at=None).first()
        if row is not None:
            return _merge(row, plan, now=now)
        try:
            return create(company_id, plan, now=now, by=None)
        except Conflict:  # somebody was quicker, and theirs is the one that stands
            return set_automatically(company_id, plan, now=now)


def follow_who_answered(company_id: UUID, *, contact_id: UUID | None, now: datetime) -> FollowUp | None:
    """A campaign succeeded with somebody of the company: what the workspace chose to do then. None when it chose
    nothing, or when nobody is there to do it."""
    rule = ReplyRule.objects.first()
    if rule is None:
        return None
    there = Member.objects.filter(workspace_id=current_workspace(), left_at=None, user=rule.assignee_id)
    follower = rule.assignee_id if rule.assignee_id and there.exists() else person_for(contact_id)
    if follower is None:
        return None
    zone = ZoneInfo(Workspace.objects.only("time_zone").get(id=current_workspace()).time_zone)
    on = (now.astimezone(zone) + timedelta(days=rule.days)).date()
    return set_automatically(company_id, Plan(on=on, followers=(follower,), priority=Priority(rule.priority)), now=now)


def set_rule(fields: RuleFields | None, *, now: datetime, by: int) -> None:
    """Choose what happens when somebody answers; None for nothing. Raises Refused."""
    if fields is None:
        ReplyRule.objects.all().delete()
        return
    if not 0 <= fields.days <= MOST_DAYS:
        said = _("Choisissez de 0 à %(most)s jours.") % {"most": MOST_DAYS}
        raise Refused(said, field="days", code="days_too_many")
    if fields.assignee_id is not None:
        members([fields.assignee_id])
    values = {"priority": fields.priority, "days": fields.days, "assignee_id": fields.assignee_id}
    ReplyRule.objects.update_or_create(
        workspace_id=current_workspace(), defaults={**values, "set_by_id": by, "set_at": now}
    )


def _merge(row: FollowUp, plan: Plan, *, now: datetime) -> FollowUp:
    standing = Due(row.due_on, Priority(row.priority))
    if plan.on > standing.on:
        tell(row, events.FollowUpKept(follow_up_id=row.id, on=plan.on, standing=standing.on), now=now, by=None)
    replan(row, merged(standing, Due(plan.on, plan.priority)), now=now, by=None)
    return row
