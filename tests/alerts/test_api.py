"""Projects as programs see them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.alerts.rows import LATER, NOW, make_project, make_rule, notices, tagged
from tests.factories import make_company, make_contact

from filon.alerts.models import AlertService, Project
from filon.alerts.operations import mute
from filon.tenants.models import Member
from filon.tenants.operations import create_api_key


class Program:
    def __init__(self, member: Member) -> None:
        _key, secret = create_api_key(
            workspace=member.workspace, name="Outil", scopes=["read", "write"], by=member.user, at=NOW
        )
        self.client, self.headers = Client(), {"Authorization": f"Bearer {secret}"}

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self.headers)

    def post(self, path: str, body: Any) -> Any:
        sent = json.dumps(body)
        return self.client.post(f"/api/v1{path}", sent, content_type="application/json", headers=self.headers)


@pytest.fixture
def program(manager: Member) -> Program:
    return Program(manager)


def test_co_187_a_program_writes_a_project_and_tells_what_was_learnt(service, program, member):
    routine, company = tagged()
    make_rule(routine, member)
    ana = make_contact(company=company)
    sent = {"company_id": str(company.id), "category": "erp", "context": "2009", "contact_ids": [str(ana.id)]}
    made = program.post("/alerts", sent)
    assert (made.status_code, made.json()["origin"], made.json()["muted"]) == (201, "program", False)
    path = f"/alerts/{made.json()['id']}"
    told = program.post(f"{path}/updates", {"text": "Budget voté.", "stage": "purchase"})
    assert (told.status_code, told.json()["stage_before"]) == (201, "awareness")
    whole = program.get(path).json()
    assert (whole["stage"], whole["context"], whole["contact_ids"]) == ("purchase", "2009", [str(ana.id)])
    assert [update["text"] for update in whole["updates"]] == ["Budget voté."]
    assert [moment for _title, moment, _rules in notices(member)] == ["new", "updated"]


def test_projects_are_listed_narrowed_and_searched(service, program):
    quiet = make_project(title="Ventes", category="crm")
    mute(quiet.id, muted=True, now=LATER)
    make_project(title="Atelier", needs="Ordonnancement")
    for query, title in {"category=crm": "Ventes", "muted=yes": "Ventes", "q=ordonn": "Atelier"}.items():
        assert [row["title"] for row in program.get(f"/alerts?{query}").json()["items"]] == [title]


def test_many_are_sent_at_once_and_faulty_ones_told_by_place(service, program):
    rows = [
        {"company": "Fonderie", "category": "ERP", "reference": "A-1"},
        {"company": "", "category": "zodiaque"},
        {"company": "Scierie", "category": "crm", "contact": "inconnue@client.example"},
    ]
    made = program.post("/alerts/import", {"source": "veille", "alerts": rows})
    assert made.status_code == 201
    found = made.json()
    assert (found["created"], found["updated"], found["unchanged"]) == (1, 0, 0)
    assert [(r["row"], r["field"], r["code"]) for r in found["refused"]] == [
        (2, "company", "cell_missing"), (2, "category", "category_unknown"), (3, "contact", "contact_unknown"),
    ]  # fmt: skip
    again = program.post("/alerts/import", {"alerts": rows[:1] * 2}).json()
    assert (again["created"], again["unchanged"]) == (0, 2)
    project = Project.objects.get()
    assert (project.source, project.reference, project.origin) == ("veille", "A-1", "program")


def test_characters_that_no_database_takes_make_no_fault(service, program):
    row = {
        "company": "Fon\0derie",
        "category": "erp",
        "reference": "A\0",
        "context": "a\0b",
        "contact": "a\0@b.example",
    }
    refused = program.post("/alerts/import", {"source": "ve\0ille", "alerts": [row]})
    assert (refused.status_code, refused.json()["refused"][0]["field"]) == (201, "contact")
    made = program.post("/alerts/import", {"source": "ve\0ille", "alerts": [{**row, "contact": ""}]})
    assert (made.status_code, made.json()["created"]) == (201, 1)
    project = Project.objects.get()
    assert (project.source, project.reference, project.context) == ("veille", "A", "ab")
    body = {"company_id": str(project.company_id), "category": "\0"}
    assert program.post("/alerts", body).status_code == 422
    assert program.post("/alerts", {**body, "category": "erp", "title": "a\0b", "needs": "\0"}).status_code == 201


def test_co_201_a_program_has_nothing_while_the_service_is_off(service, program):
    project = make_project()
    AlertService.objects.update(active=False)
    company = make_company()
    assert program.get("/alerts").status_code == 422
    assert program.get(f"/alerts/{project.id}").status_code == 422
    assert program.post("/alerts", {"company_id": str(company.id), "category": "erp"}).status_code == 422
    assert Project.objects.count() == 1
