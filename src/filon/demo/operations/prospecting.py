"""The sample's flow of suspects over the invented directory; with it, the rule of its alerts is complete."""

from __future__ import annotations

from datetime import datetime

from filon.alerts.models import AlertRule
from filon.alerts.operations import RuleFields, save_rule
from filon.alerts.states import Moments
from filon.demo import sample_alerts
from filon.market.criteria import Between, OneOf, Scoring, Weight, Weighted
from filon.market.models import Routine
from filon.market.operations import RoutineFields, create_routine
from filon.market.resolve import Codes
from filon.tenants.models import Member, Workspace
from filon.tenants.states import Role

TITLE = "Ateliers et chantiers"
DESCRIPTION = (
    "Ceux qui fabriquent ou construisent : plus ils ont de monde et de sites, plus ils attendent d’un outil commun."
)
SCORING = Scoring(
    mandatory=(OneOf(field="naf", values=("C", "F")), Between(field="headcount", low=1)),
    weighting=(
        Weighted(criterion=Between(field="headcount", low=10), weight=Weight.IMPORTANT),
        Weighted(criterion=Between(field="establishments", low=2), weight=Weight.NOTABLE),
        Weighted(criterion=OneOf(field="category", values=("ETI",)), weight=Weight.INTERESTING),
    ),
)
NOTICE_ABOVE = 90


def add_routine(workspace: Workspace, *, codes: Codes, now: datetime) -> bool:
    """A flow for everybody in the open workspace, where there is none yet. ``codes`` are the directory's."""
    if Routine.objects.exists():
        return False
    members = Member.objects.filter(workspace=workspace, left_at=None).order_by("id")
    users = list(members.values_list("user_id", flat=True))
    manager = next(member.user_id for member in members if member.role == Role.MANAGER)
    fields = RoutineFields(
        title=TITLE,
        description=DESCRIPTION,
        scoring=SCORING,
        users=users,
        default_for=users,
        notice_above=NOTICE_ABOVE,
    )
    routine = create_routine(fields, codes=codes, now=now, by=manager)
    for rule in AlertRule.objects.filter(title=sample_alerts.RULE, routine_id=None):
        complete = RuleFields(
            title=rule.title,
            routine_id=routine.id,
            tags=rule.tags,
            categories=rule.categories,
            moments=rule.moments or Moments.ALL,
            recipients=list(rule.recipients.values_list("user_id", flat=True)),
        )
        save_rule(rule.id, complete, now=now)
    return True
