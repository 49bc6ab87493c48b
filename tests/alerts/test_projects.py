"""Projects: written down, brought up to date, put right, deleted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.alerts.rows import LATER, NOW, make_project
from tests.factories import make_company, make_contact, make_workspace

from filon.alerts.fields import ProjectFields, UpdateFields
from filon.alerts.models import Project, ProjectContact, ProjectUpdate
from filon.alerts.operations import add_update, company_called, correct_project, create_project, delete_project
from filon.alerts.queries.projects import history_of, people_of
from filon.crm.operations.removal import erase_contact
from filon.directory.fields import CompanyFields
from filon.directory.models import Company
from filon.directory.operations import update_company
from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.timeline.models import Event


def told(project: Project) -> list[str]:
    return list(Event.objects.filter(origin_id=project.id).order_by("id").values_list("kind", flat=True))


def test_co_187_and_co_188_a_project_of_a_company_holds_its_context_and_needs(service, member):
    company = make_company(name="Fonderie Élan")
    fields = ProjectFields(category="erp", context="Un ERP de 2009.\r\n3 sites.", needs="Suivi d’atelier")
    project = create_project(company.id, fields, now=NOW, by=member.user_id)
    project.refresh_from_db()
    assert (project.title, project.company, project.origin) == ("Projet ERP", company, "team")
    assert (project.context, project.needs) == ("Un ERP de 2009.\n3 sites.", "Suivi d’atelier")
    event = Event.objects.get(kind="alert.created")
    assert (event.company_id, event.origin_id, event.actor_id) == (company.id, project.id, member.user_id)
    assert event.data == {"category": "erp", "stage": "awareness", "origin": "team"}


def test_co_190_the_stage_advances_by_an_update(service):
    project = make_project()
    add_update(project.id, UpdateFields(stage="comparison"), now=LATER)
    project.refresh_from_db()
    assert (project.stage, project.updated_at, project.created_at) == ("comparison", LATER, NOW)
    update = ProjectUpdate.objects.get()
    assert (update.stage_before, update.stage, update.text) == ("awareness", "comparison", "")
    assert told(project) == ["alert.created", "alert.updated"]


def test_co_191_what_was_learnt_is_kept_with_those_who_said_it(service):
    company = make_company()
    ana, luc = make_contact(company=company), make_contact(company=company)
    project = make_project(company, contacts=(ana.id,))
    add_update(project.id, UpdateFields(text="Budget voté.", contacts=(luc.id, ana.id)), now=LATER)
    update, creation = history_of(project.id)
    assert (update.update.text, update.update.at, {c.id for c in update.contacts}) == (
        "Budget voté.", LATER, {ana.id, luc.id},
    )  # fmt: skip
    assert (creation.update, creation.contacts) == (None, [ana])
    assert {contact.id for contact in people_of([update, creation])} == {ana.id, luc.id}


def test_who_is_erased_is_no_source_any_more_and_the_project_stays(service):
    company = make_company()
    ana = make_contact(company=company)
    project = make_project(company, contacts=(ana.id,))
    erase_contact(ana.id, now=LATER)
    assert Project.objects.filter(id=project.id).exists()
    assert not ProjectContact.objects.exists()


def test_a_contact_of_another_workspace_is_no_source(service):
    with scope(make_workspace().id):
        stranger = make_contact(company=None)
    make_project(contacts=(stranger.id,))
    assert not ProjectContact.objects.exists()


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"category": "king"}, "category"), ({"stage": "never"}, "stage"), ({"title": "x" * 161}, "title"),
     ({"context": "x" * 20_001}, "context"), ({"needs": "x" * 20_001}, "needs")],
)  # fmt: skip
def test_a_faulty_project_is_refused_and_nothing_is_kept(service, fields, field):
    with pytest.raises(Refused) as no:
        make_project(**fields)
    assert no.value.field == field
    assert not Project.objects.exists()
    assert not Event.objects.filter(kind="alert.created").exists()


def test_an_update_that_tells_nothing_is_refused(service):
    project = make_project()
    with pytest.raises(Refused) as no:
        add_update(project.id, UpdateFields(stage="awareness", text="  "), now=LATER)
    assert no.value.code == "nothing_new"
    assert not ProjectUpdate.objects.exists()


def test_a_card_is_put_right_and_the_stage_stays(service):
    project = make_project(stage="purchase")
    fields = ProjectFields(category="crm", title="Remplacer le CRM", context="Salesforce")
    kept = correct_project(project.id, fields, seen=project.updated_at, now=LATER)
    assert (kept.category, kept.title, kept.stage) == ("crm", "Remplacer le CRM", "purchase")
    event = Event.objects.get(kind="alert.corrected")
    assert event.data == {"fields": ["title", "category", "context"]}


def test_of_two_who_correct_at_once_the_second_is_told(service):
    project = make_project()
    seen = project.updated_at
    correct_project(project.id, ProjectFields(category="erp", title="A"), seen=seen, now=LATER)
    with pytest.raises(Conflict):
        correct_project(project.id, ProjectFields(category="erp", title="B"), seen=seen, now=LATER)
    project.refresh_from_db()
    assert project.title == "A"


def test_a_project_goes_with_its_updates_and_the_timeline_says_so(service):
    project, other = make_project(), make_project()
    add_update(project.id, UpdateFields(text="x"), now=LATER)
    delete_project(project.id, now=LATER)
    assert list(Project.objects.all()) == [other]
    assert not ProjectUpdate.objects.exists()
    assert Event.objects.filter(kind="alert.deleted", origin_id=project.id).count() == 1


def test_a_company_is_found_by_its_name_or_made(workspace):
    known = make_company(name="Fonderie Élan")
    assert company_called(" fonderie elan", now=NOW) == known.id
    assert Company.objects.get(id=company_called("Scierie", now=NOW)).name == "Scierie"
    with pytest.raises(Refused):
        company_called("  ", now=NOW)


def test_a_renamed_company_is_found_under_its_new_name(service):
    company = make_company(name="Ancienne")
    project = make_project(company)
    update_company(company.id, CompanyFields(name="Nouvelle"), now=NOW + timedelta(hours=1))
    project.refresh_from_db()
    assert project.company_key == "nouvelle"
