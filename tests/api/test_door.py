"""Keys, scopes, allowances: what happens before an endpoint runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.api.conftest import Call, caller
from tests.factories import make_company, make_manager, make_workspace

from filon.api import limits, rules
from filon.api.models import KeyUse
from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.tenants import operations
from filon.tenants.models import ApiKey, Workspace
from filon.tenants.permissions import Scope

MakeKey = Callable[..., tuple[ApiKey, str]]


def shape(answer: Any) -> tuple[int, str, str]:
    """Status, type and code of a problem."""
    return answer.status_code, answer["Content-Type"], answer.json()["code"]


PROBLEM = "application/problem+json"


def test_a_key_says_whose_it_is(call: Call, workspace: Workspace) -> None:
    answer = call("GET", "/me")
    assert answer.status_code == 200
    told = answer.json()
    assert told["workspace"]["slug"] == workspace.slug
    assert (told["key"]["name"], told["key"]["scopes"]) == ("Tableau de bord", ["read", "write"])
    assert "key_hash" not in told["key"]


@pytest.mark.parametrize("secret", [None, "filon_wrong", "", "filon_" + "x" * 43])
def test_nobody_enters_without_a_key(workspace: Workspace, secret: str | None) -> None:
    answer = caller(secret)("GET", "/me")
    assert shape(answer) == (401, PROBLEM, "unauthorized")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_session_is_not_a_key(workspace: Workspace, client_for: Callable[..., Client]) -> None:
    answer = client_for(make_manager(workspace)).get("/api/v1/me")
    assert shape(answer) == (401, PROBLEM, "unauthorized")


def test_a_session_of_another_workspace_changes_nothing(make_key: MakeKey, client_for: Callable[..., Client]) -> None:
    key, secret = make_key("read")
    browser = client_for(make_manager(make_workspace()))
    answer = browser.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json()["workspace"]["slug"] == key.workspace.slug


def test_a_revoked_key_is_no_key(make_key: MakeKey) -> None:
    key, secret = make_key("read")
    assert caller(secret)("GET", "/me").status_code == 200
    operations.revoke_api_key(key, by=key.created_by, at=SystemClock().now())  # type: ignore[arg-type]  # a user made it
    assert shape(caller(secret)("GET", "/me")) == (401, PROBLEM, "unauthorized")


def test_a_key_that_may_only_write_does_not_read(make_key: MakeKey) -> None:
    _key, secret = make_key("write")
    assert shape(caller(secret)("GET", "/me")) == (403, PROBLEM, "forbidden")


def test_an_unknown_address_is_a_problem_and_not_a_page(call: Call) -> None:
    assert shape(call("GET", "/nothing/here")) == (404, PROBLEM, "not_found")
    assert shape(call("GET", "/")) == (404, PROBLEM, "not_found")


def test_a_method_that_is_not_there_names_those_that_are(call: Call) -> None:
    answer = call("DELETE", "/me")
    assert shape(answer) == (405, PROBLEM, "method_not_allowed")
    assert answer["Allow"] == "GET"


def test_an_operation_that_no_room_lists_is_closed(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(rules.OPERATIONS, "GET /me")
    assert shape(call("GET", "/me")) == (403, PROBLEM, "forbidden")


def test_a_key_that_calls_too_often_is_told_when_to_come_back(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CALLS_PER_MINUTE", 2)
    first, second, third = (call("GET", "/me") for _ in range(3))
    assert [first["RateLimit-Remaining"], second["RateLimit-Remaining"]] == ["1", "0"]
    assert shape(third) == (429, PROBLEM, "too_many_requests")
    assert 0 < int(third["Retry-After"]) <= 60


def test_one_key_does_not_spend_the_allowance_of_another(make_key: MakeKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CALLS_PER_MINUTE", 1)
    mine, other = make_key()[1], make_key()[1]
    assert [caller(secret)("GET", "/me").status_code for secret in (mine, mine, other)] == [200, 429, 200]


def test_the_allowance_starts_anew_each_minute(make_key: MakeKey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CALLS_PER_MINUTE", 1)
    key, secret = make_key()
    caller(secret)("GET", "/me")
    use = KeyUse.objects.get(key=key)
    KeyUse.objects.filter(id=use.id).update(minute=use.minute.replace(year=2020))
    assert caller(secret)("GET", "/me").status_code == 200


def test_the_use_of_a_key_is_noted(make_key: MakeKey) -> None:
    key, secret = make_key()
    caller(secret)("GET", "/me")
    key.refresh_from_db()
    assert key.last_used_at is not None


def test_a_key_sees_its_own_workspace_only(make_key: MakeKey) -> None:
    _key, secret = make_key()
    other = make_workspace()
    with scope(other.id):
        make_company(name="Fonderie Voisine")
    make_company(name="Fonderie Maison")
    told = caller(secret)("GET", "/companies").json()
    assert [company["name"] for company in told["items"]] == ["Fonderie Maison"]


def test_reading_needs_the_read_scope_and_writing_the_other() -> None:
    for name, needed in rules.OPERATIONS.items():
        assert needed is (Scope.READ if name.startswith("GET ") else Scope.WRITE), name


@pytest.mark.parametrize(("language", "title"), [("fr", "Clé absente ou inconnue"), ("", "Clé absente ou inconnue")])
def test_a_problem_speaks_the_language_of_the_caller(workspace: Workspace, language: str, title: str) -> None:
    headers = {"Accept_Language": language} if language else {}
    assert caller(None)("GET", "/me", **headers).json()["title"] == title


def test_the_reference_and_the_description_are_open_and_local(db: None, client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert "Problem" in described["components"]["schemas"]
    assert described["paths"]["/api/v1/me"]["get"]["responses"]["default"]["content"]["application/problem+json"]
    page = client.get("/api/v1/docs/")
    assert page.status_code == 200
    assert "/me" in page.content.decode()
    assert "//cdn" not in page.content.decode()
