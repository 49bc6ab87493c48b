"""The sample's alerts: projects of its companies, told over weeks, and a rule that ``prospecting`` completes."""

from __future__ import annotations

from datetime import datetime, timedelta

from filon.alerts.fields import ProjectFields, UpdateFields
from filon.alerts.operations import RuleFields, add_update, create_project, create_rule, set_service
from filon.alerts.states import Moments
from filon.crm.models import Contact
from filon.demo import sample, sample_alerts
from filon.demo.sample_alerts import SampleProject
from filon.directory.models import Company
from filon.kernel.text import fold
from filon.tenants.models import User


def add_alerts(*, by: int, now: datetime) -> None:
    """The service is on (CO-201). The rule has no flow yet: it is made once there is a directory."""
    set_service(active=True, now=now, by=User.objects.get(pk=by))
    for project in sample_alerts.PROJECTS:
        _project(project, by=by, now=now)
    rule = RuleFields(
        title=sample_alerts.RULE,
        tags=("suspect", "prospect"),
        categories=sample_alerts.RULE_CATEGORIES,
        moments=Moments.ALL,
        recipients=(by,),
    )
    create_rule(rule, now=now, by=by)


def _project(project: SampleProject, *, by: int, now: datetime) -> None:
    company = Company.objects.get(name_key=fold(project.company))
    people = Contact.objects.filter(company=company, email__startswith=f"{project.who}@").values_list("id", flat=True)
    fields = ProjectFields(
        category=project.category,
        stage=project.stage,
        title=project.title,
        context=project.context,
        needs=project.needs,
        contacts=tuple(people),
    )
    at = now - project.age
    made = create_project(company.id, fields, now=at, by=by, source=sample.SOURCE)
    for days, (stage, text) in enumerate(project.later, start=1):
        add_update(made.id, UpdateFields(stage=stage, text=text), now=at + timedelta(days=days), by=by)
