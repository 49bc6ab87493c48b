"""Somebody in several workspaces: making one, going from one to another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.factories import make_contact
from tests.tenants.conftest import user

from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.tenants import operations, queries
from filon.tenants.models import Member, Workspace
from filon.tenants.operations import workspaces
from filon.tenants.operations.workspaces import NewWorkspace

Browser = Callable[[Member], Client]


def test_a_member_makes_another_workspace_and_is_in_it(member: Member, client_for: Browser) -> None:
    browser = client_for(member)
    assert browser.post("/espace/nouveau/", {"name": "Filiale du Nord"})["Location"] == "/"
    made = Workspace.objects.get(name="Filiale du Nord")
    assert {(m.workspace_id, m.role) for m in queries.memberships(member.user)} == {
        (member.workspace_id, "member"),
        (made.id, "manager"),
    }
    assert browser.get("/profil/").context["request"].workspace.id == made.id


def test_the_menu_leads_to_the_other_workspace_and_to_nobody_elses(
    member: Member, client_for: Browser, now: datetime
) -> None:
    mine = operations.open_another(NewWorkspace(name="Filiale"), by=member.user, at=now)
    theirs = operations.create_workspace(NewWorkspace(name="Ailleurs"), manager=user("x@autre.example"), at=now)
    with scope(mine.id):
        make_contact(last_name="Cachée")
    browser = client_for(member)
    page = browser.get("/contacts/").content.decode()
    assert f"/espace/ouvrir/{mine.id}/" in page
    assert "Ailleurs" not in page
    assert "Cachée" not in page
    assert browser.post(f"/espace/ouvrir/{mine.id}/").status_code == 302
    assert "Cachée" in browser.get("/contacts/").content.decode()
    assert browser.post(f"/espace/ouvrir/{theirs.id}/").status_code == 404


def test_the_host_may_keep_workspaces_to_itself(member: Member, client_for: Browser, settings: object) -> None:
    assert "/espace/nouveau/" in client_for(member).get("/profil/").content.decode()
    settings.FILON_OPEN_WORKSPACES = False  # type: ignore[attr-defined]  # pytest-django's wrapper
    assert "/espace/nouveau/" not in client_for(member).get("/profil/").content.decode()
    assert client_for(member).post("/espace/nouveau/", {"name": "Filiale"}).status_code == 404
    assert not Workspace.objects.filter(name="Filiale").exists()


def test_there_is_an_end_to_it(member: Member, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspaces, "MOST_WORKSPACES", 1)
    operations.open_another(NewWorkspace(name="Une"), by=member.user, at=now)
    with pytest.raises(Refused) as refused:
        operations.open_another(NewWorkspace(name="Deux"), by=member.user, at=now)
    assert refused.value.code == "too_many_workspaces"


def test_the_menu_costs_no_query_of_its_own(member: Member, client_for: Browser, now: datetime) -> None:
    browser = client_for(member)

    def queries_of_a_page() -> int:
        with CaptureQueriesContext(connection) as counted:
            browser.get("/espace/nouveau/")
        return len(counted)

    browser.get("/espace/nouveau/")
    before = queries_of_a_page()
    operations.open_another(NewWorkspace(name="Filiale"), by=member.user, at=now)
    assert queries_of_a_page() == before
