from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import make_manager, make_workspace

from filon.crm.imports import running
from filon.crm.models import Contact, Import
from filon.kernel.clock import SystemClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants import operations as tenants
from filon.tenants.models import Workspace

TEXT = "Nom;Email\nRoux;roux@papier.example\nPetit;petit@@beton.example\n"
Program = Callable[..., Any]


def program_of(workspace: Workspace, *scopes: str) -> Program:
    """A program with a key of the workspace."""
    with scope(workspace.id):
        by, at = make_manager(workspace).user, SystemClock().now()
        _key, secret = tenants.create_api_key(workspace=workspace, name="CRM", scopes=list(scopes), by=by, at=at)
    client = Client()

    def call(method: str, path: str, **sent: Any) -> Any:
        headers = {"Authorization": f"Bearer {secret}", **sent.pop("headers", {})}
        return getattr(client, method)(f"/api/v1/imports{path}", headers=headers, **sent)

    return call


@pytest.fixture
def program(workspace: Workspace) -> Program:
    return program_of(workspace, "read", "write")


def post_file(program: Program, text: str = TEXT, **headers: str) -> Any:
    return program("post", "", data={"file": SimpleUploadedFile("salon.csv", text.encode())}, headers=headers)


def start(program: Program, import_id: str, **body: bool) -> Any:
    return program("post", f"/{import_id}/start", data=json.dumps(body), content_type="application/json")


def test_st_86_a_program_sends_a_file_and_lets_it_in(program: Program) -> None:
    answer = post_file(program)
    made = answer.json()
    assert (answer.status_code, made["state"], made["name"]) == (202, "uploaded", "salon.csv")
    running.check_file(Import.objects.get().id)
    seen = program("get", f"/{made['id']}").json()
    assert (seen["state"], seen["rows"], seen["created"], seen["refused"]) == ("checked", 2, 1, 1)
    [problem] = program("get", f"/{made['id']}/problems").json()["items"]
    assert (problem["row"], problem["column"], problem["code"]) == (3, "Email", "email_invalid")
    assert start(program, made["id"]).status_code == 422
    assert start(program, made["id"], ignore_errors=True).status_code == 202
    assert start(program, made["id"], ignore_errors=True).status_code == 409
    running.write_file(Import.objects.get().id)
    assert program("get", f"/{made['id']}").json()["state"] == "done"
    assert [one["id"] for one in program("get", "").json()["items"]] == [made["id"]]
    assert Contact.objects.count() == 1


def test_the_same_file_sent_twice_with_one_key_is_one_import(program: Program) -> None:
    key = {"Idempotency-Key": str(uuid7())}
    assert post_file(program, **key).json() == post_file(program, **key).json()
    assert Import.objects.count() == 1


def test_what_is_no_table_is_a_problem_with_its_field(program: Program) -> None:
    answer = post_file(program, "%PDF-1.7")
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert answer.json()["errors"][0]["field"] == "file"
    assert not Import.objects.exists()


def test_a_reading_key_changes_nothing(workspace: Workspace) -> None:
    assert post_file(program_of(workspace, "read")).status_code == 403
    assert not Import.objects.exists()


def test_imports_of_another_workspace_do_not_exist(program: Program) -> None:
    import_id = post_file(program).json()["id"]
    stranger = program_of(make_workspace(), "read", "write")
    assert stranger("get", f"/{import_id}").status_code == 404
    assert stranger("get", f"/{import_id}/problems").status_code == 404
    assert start(stranger, import_id, ignore_errors=True).status_code == 404
    assert stranger("get", "").json() == {"items": [], "next": None}
