"""From a project to those whom rules tell of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.alerts.rows import LATER, NOW, make_project, make_rule, notices, tagged
from tests.factories import make_company, make_member
from tests.market.rows import make_routine

from filon.alerts.fields import UpdateFields
from filon.alerts.matching import Change
from filon.alerts.models import AlertService, Project, ProjectNotice
from filon.alerts.operations import RuleFields, add_update, mark_project_read, mark_read, mute, save_rule, set_service
from filon.alerts.operations.telling import tell
from filon.alerts.queries.alert_rules import shown
from filon.alerts.queries.notices import unread
from filon.kernel.errors import Refused
from filon.market.models import RoutineScore
from filon.market.operations import archive_routine, set_tag
from filon.market.states import Tag
from filon.tenants.models import Member
from filon.timeline.models import Event

NEW = ("Remplacer l’ERP", "new", ["Nouveau projet ERP"])


def standing(rule) -> tuple[str, tuple[str, ...]]:
    rule.refresh_from_db()
    (seen,) = shown([rule])
    return seen.verdict.standing.value, seen.verdict.missing


def test_co_196_and_co_200_all_recipients_are_told_under_the_rules_title(service, workspace, member):
    routine, company = tagged()
    other, outsider = make_member(workspace), make_member(workspace)
    make_rule(routine, member, other)
    project = make_project(company)
    assert notices(member) == notices(other) == [NEW]
    assert notices(outsider) == []
    event = Event.objects.get(kind="alert.matched")
    assert (event.company_id, event.origin_id) == (company.id, project.id)
    assert (event.data["title"], event.data["moment"]) == ("Nouveau projet ERP", "new")
    assert sorted(event.data["recipients"]) == sorted([member.user_id, other.user_id])


def test_many_rules_ask_no_more_queries_than_few(service, member):
    company = tagged()[1]
    queries = []
    for _turn in range(2):
        for n in range(5):
            make_rule(tagged(routine=make_routine(title=f"Flux {n}"))[0], member)
        project = make_project(company)
        change = Change(project_id=project.id, company_id=company.id, category="erp")
        with CaptureQueriesContext(connection) as caught:
            tell([change], now=LATER)
        queries.append(len(caught))
    assert queries[0] == queries[1]


@pytest.mark.parametrize(("tag", "reached"), [(Tag.PROSPECT, True), (Tag.CLIENT, False), (Tag.OFF_TARGET, False)])
def test_co_197_only_companies_with_a_tag_of_the_rule_on_its_routine(service, member, tag, reached):
    routine, company = tagged(tag)
    make_rule(routine, member)
    make_project(company)
    assert bool(notices(member)) == reached


def test_co_197_a_tag_on_another_routine_is_not_meant(service, member):
    _routine, company = tagged()
    make_rule(make_routine(title="Autre"), member)
    make_project(company)
    assert notices(member) == []


def test_co_197_a_company_that_the_routine_finds_and_nobody_tagged_is_a_suspect(service, member):
    routine = make_routine()
    found, untold = make_company(siren="732829320"), make_company(siren="552100554")
    RoutineScore.objects.create(routine=routine, siren=732829320, raw=60, entered_at=NOW)
    make_rule(routine, member, tags=["suspect"])
    make_project(found)
    make_project(untold, title="Ailleurs")
    assert [title for title, _moment, _rules in notices(member)] == ["Remplacer l’ERP"]
    set_tag(routine.id, found.id, Tag.OFF_TARGET, now=NOW)
    make_project(found, title="Hors-cible")
    assert len(notices(member)) == 1


def test_co_198_one_or_several_categories(service, member):
    routine, company = tagged()
    make_rule(routine, member, categories=["erp", "crm"])
    for category in ("erp", "crm", "hr"):
        make_project(company, category=category, title=category)
    assert [title for title, _moment, _rules in notices(member)] == ["erp", "crm"]


@pytest.mark.parametrize(
    ("moments", "expected"), [("all", ["new", "updated"]), ("new", ["new"]), ("updated", ["updated"])]
)
def test_co_199_all_projects_or_new_ones_or_updated_ones(service, member, moments, expected):
    routine, company = tagged()
    make_rule(routine, member, moments=moments)
    project = make_project(company)
    add_update(project.id, UpdateFields(text="Budget voté."), now=LATER)
    assert [moment for _title, moment, _rules in notices(member)] == expected


EMPTIED = [("title", ""), ("routine_id", None), ("tags", ()), ("categories", ()), ("moments", ""), ("recipients", ())]


@pytest.mark.parametrize(("field", "empty"), EMPTIED)
def test_co_194_and_co_195_a_rule_with_an_empty_field_is_inactive(service, member, field, empty):
    routine, company = tagged()
    rule = make_rule(routine, member)
    assert standing(rule) == ("active", ())
    filled = {
        "title": "Nouveau projet ERP", "routine_id": routine.id, "tags": ["prospect"], "categories": ["erp"],
        "moments": "all", "recipients": [member.user_id],
    }  # fmt: skip
    save_rule(rule.id, RuleFields(**{**filled, field: empty}), now=LATER)
    assert standing(rule) == ("incomplete", (field,))
    make_project(company)
    assert notices(member) == []
    save_rule(rule.id, RuleFields(**filled), now=LATER)
    make_project(company)
    assert notices(member) == [NEW]


def test_a_rule_whose_recipients_have_all_left_is_inactive(service, member):
    routine, company = tagged()
    rule = make_rule(routine, member)
    Member.objects.filter(id=member.id).update(left_at=NOW)
    assert standing(rule) == ("incomplete", ("recipients",))
    make_project(company)
    assert not ProjectNotice.objects.exists()


def test_a_rule_whose_routine_is_gone_is_inactive_and_says_so(service, member):
    routine, company = tagged()
    rule = make_rule(routine, member)
    archive_routine(routine.id, now=LATER)
    assert standing(rule) == ("no_routine", ())
    make_project(company)
    assert notices(member) == []


def test_co_201_rules_are_prepared_and_work_once_the_service_is_active(workspace, member):
    routine, company = tagged()
    rule = make_rule(routine, member)
    assert standing(rule) == ("service_off", ())
    with pytest.raises(Refused):
        make_project(company)
    assert not Project.objects.exists()
    set_service(active=True, now=NOW)
    assert standing(rule) == ("active", ())
    make_project(company)
    assert notices(member) == [NEW]
    assert unread(member.user_id).count() == 1
    set_service(active=False, now=LATER)
    assert unread(member.user_id).count() == 0
    assert AlertService.objects.count() == 1


def test_co_202_any_number_of_rules_and_one_notice_a_user_with_all_their_titles(service, workspace, member):
    routine, company = tagged()
    other = make_member(workspace)
    for title, people in [("Nouveau projet ERP", [member]), ("Mes prospects", [member, other]), ("A", [other])]:
        make_rule(routine, *people, title=title)
    make_project(company)
    assert notices(member) == [("Remplacer l’ERP", "new", ["Mes prospects", "Nouveau projet ERP"])]
    assert notices(other) == [("Remplacer l’ERP", "new", ["A", "Mes prospects"])]
    assert Event.objects.filter(kind="alert.matched").count() == 3


def test_co_203_nobody_is_told_of_a_disliked_project_and_clicking_again_restores(service, workspace, member):
    routine, company = tagged()
    make_rule(routine, member, make_member(workspace))
    project = make_project(company)
    assert mute(project.id, muted=True, now=LATER, by=member.user_id)
    add_update(project.id, UpdateFields(text="Appel d’offres."), now=LATER)
    assert notices(member) == [NEW]
    assert mute(project.id, muted=False, now=LATER)
    add_update(project.id, UpdateFields(text="Démonstration."), now=LATER)
    assert notices(member) == [NEW, ("Remplacer l’ERP", "updated", ["Nouveau projet ERP"])]


def test_co_203_two_who_dislike_at_once_do_not_undo_each_other(service):
    project = make_project()
    assert mute(project.id, muted=True, now=LATER)
    assert not mute(project.id, muted=True, now=LATER)
    project.refresh_from_db()
    assert project.muted_at == LATER
    assert Event.objects.filter(kind="alert.muted").count() == 1


def test_co_204_a_new_project_of_the_same_company_still_tells(service, member):
    routine, company = tagged()
    make_rule(routine, member)
    mute(make_project(company).id, muted=True, now=NOW)
    make_project(company, title="Un autre ERP")
    assert [title for title, _moment, _rules in notices(member)] == ["Remplacer l’ERP", "Un autre ERP"]


def test_told_twice_nobody_has_a_second_notice(service, member):
    routine, company = tagged()
    make_rule(routine, member)
    project = make_project(company)
    tell([Change(project_id=project.id, company_id=company.id, category="erp")], now=LATER)
    assert notices(member) == [NEW]


def test_many_changes_cost_the_queries_of_one(service, member):
    routine, company = tagged()
    make_rule(routine, member)
    changes = [
        Change(project_id=make_project(company, category="hr").id, company_id=company.id, category="erp")
        for _ in range(12)
    ]
    with CaptureQueriesContext(connection) as one:
        assert tell(changes[:1], now=LATER) == 1
    with CaptureQueriesContext(connection) as many:
        assert tell(changes, now=LATER) == 12
    assert len(many) == len(one)


def test_a_notice_is_its_recipients_alone(service, workspace, member):
    routine, company = tagged()
    other = make_member(workspace)
    make_rule(routine, member, other)
    project = make_project(company)
    mine = unread(member.user_id).get()
    assert mark_read([mine.id], user_id=other.user_id, now=LATER) == 0
    assert mark_project_read(project.id, user_id=member.user_id, now=LATER) == 1
    assert not unread(member.user_id).exists()
    assert unread(other.user_id).count() == 1
