"""Reads of rules: how each stands, and those that work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from filon.alerts import audiences, service
from filon.alerts.models import AlertRule, RuleRecipient
from filon.alerts.standing import Verdict, standing_of
from filon.kernel.tenancy import current_workspace
from filon.tenants.models import Member, User


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule that works: every field is filled."""

    id: UUID
    title: str
    routine_id: UUID
    tags: tuple[str, ...]
    categories: frozenset[str]
    moments: str
    recipients: tuple[int, ...]


@dataclass(frozen=True)
class Seen:
    """A rule as its page shows it. ``routine`` is "" for one that is gone or was never chosen."""

    rule: AlertRule
    verdict: Verdict
    routine: str
    recipients: list[User]


def working_rules() -> list[Rule]:
    """The rules that tell of projects today, oldest first; four queries."""
    return [_plain(seen) for seen in shown(AlertRule.objects.order_by("id")) if seen.verdict.works]


def shown(rules: Iterable[AlertRule]) -> list[Seen]:
    """These rules with how each stands; recipients who left are no recipients."""
    rows = list(rules)
    people = _recipients([rule.id for rule in rows])
    titles = audiences.current().titles({rule.routine_id for rule in rows if rule.routine_id})
    active = service.is_active()
    return [_seen(rule, people=people.get(rule.id, []), titles=titles, active=active) for rule in rows]


def _seen(rule: AlertRule, *, people: list[User], titles: Mapping[UUID, str], active: bool) -> Seen:
    verdict = standing_of(rule, recipients=[user.pk for user in people], routines=titles, service=active)
    routine = titles.get(rule.routine_id, "") if rule.routine_id else ""
    return Seen(rule, verdict, routine, people)


def _recipients(rule_ids: list[UUID]) -> dict[UUID, list[User]]:
    """The users of each rule who are in the workspace today, by name."""
    here = Member.objects.filter(workspace=current_workspace(), left_at=None).values("user")
    rows = RuleRecipient.objects.filter(rule__in=rule_ids, user__in=here).select_related("user")
    found: dict[UUID, list[User]] = {}
    for row in rows.order_by("user__last_name", "user__first_name", "user_id"):
        found.setdefault(row.rule_id, []).append(row.user)
    return found


def _plain(seen: Seen) -> Rule:
    rule = seen.rule
    assert rule.routine_id is not None
    return Rule(
        id=rule.id,
        title=rule.title,
        routine_id=rule.routine_id,
        tags=tuple(rule.tags),
        categories=frozenset(rule.categories),
        moments=rule.moments,
        recipients=tuple(user.pk for user in seen.recipients),
    )
