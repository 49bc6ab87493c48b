"""Projects and rules for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.factories import make_company
from tests.market.rows import NOW, make_routine

from filon.alerts.fields import ProjectFields
from filon.alerts.models import AlertRule, Project, ProjectNotice
from filon.alerts.operations import RuleFields, create_project, create_rule
from filon.directory.models import Company
from filon.market.models import Routine
from filon.market.operations import set_tag
from filon.market.states import Tag
from filon.tenants.models import Member

__all__ = ["LATER", "NOW", "make_project", "make_rule", "notices", "tagged"]
LATER = NOW + timedelta(days=1)


def make_project(company: Company | None = None, **fields: Any) -> Project:
    """A project that the service's operation writes down, ERP unless told otherwise."""
    given = {"category": "erp", "title": "Remplacer l’ERP", **fields}
    return create_project((company or make_company()).id, ProjectFields(**given), now=NOW)


def tagged(tag: Tag = Tag.PROSPECT, routine: Routine | None = None, **company: Any) -> tuple[Routine, Company]:
    """A routine and a company that carries the tag on it."""
    routine, made = routine or make_routine(), make_company(**company)
    set_tag(routine.id, made.id, tag, now=NOW)
    return routine, made


def make_rule(routine: Routine | UUID | None, *people: Member, **fields: Any) -> AlertRule:
    """A complete rule over prospects and ERP projects, unless told otherwise."""
    given = {"title": "Nouveau projet ERP", "tags": ["prospect"], "categories": ["erp"], "moments": "all", **fields}
    routine_id = routine.id if isinstance(routine, Routine) else routine
    recipients = [person.user_id for person in people]
    return create_rule(RuleFields(routine_id=routine_id, **{"recipients": recipients, **given}), now=NOW)


def notices(person: Member) -> list[tuple[str, str, list[str]]]:
    """(title of the project, moment, titles of the rules) of what a user was told, oldest first."""
    rows = ProjectNotice.objects.filter(user=person.user_id).select_related("project").order_by("id")
    return [(row.project.title, row.moment, row.titles) for row in rows]
