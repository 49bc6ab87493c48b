"""Workspaces, their settings, keys, log and clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from tests.factories import make_company, make_manager, make_user, make_workspace

from filon.directory.models import Company
from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.tenants import audit, operations, queries
from filon.tenants.clock import clock_for
from filon.tenants.door import one
from filon.tenants.models import ApiKey, AuditEntry, Member, Workspace
from filon.tenants.operations.workspaces import NewWorkspace
from filon.tenants.permissions import MANAGER, MEMBER, merged
from filon.tenants.states import Role

Browser = Callable[[Member], Client]
SETTINGS = {"name": "Fonderie", "language": "fr", "time_zone": "Europe/Paris", "country": "FR"}


def test_a_workspace_starts_with_its_manager(db: None, now: datetime) -> None:
    lise = make_user(first_name="Lise")
    made = operations.create_workspace(NewWorkspace(name="  Fonderie  du Val "), manager=lise, at=now)
    assert (made.name, made.slug) == ("Fonderie du Val", "fonderie-du-val")
    with scope(made.id):
        assert [m.user_id for m in queries.managers(made)] == [lise.pk]
        assert {entry.action for entry in AuditEntry.objects.all()} == {"workspace.created", "member.joined"}


def test_two_workspaces_of_one_name_have_two_slugs(db: None, now: datetime) -> None:
    lise = make_user()
    slugs = {operations.create_workspace(NewWorkspace(name="Fonderie"), manager=lise, at=now).slug for _ in range(2)}
    assert len(slugs) == 2
    with pytest.raises(Conflict):
        operations.create_workspace(NewWorkspace(name="Autre", slug="fonderie"), manager=lise, at=now)


def test_a_workspace_without_a_name_is_refused(db: None, now: datetime) -> None:
    with pytest.raises(Refused):
        operations.create_workspace(NewWorkspace(name=" \t"), manager=make_user(), at=now)
    assert not Workspace.objects.exists()


def test_a_manager_changes_the_settings(manager: Member, client_for: Browser) -> None:
    wanted = {**SETTINGS, "time_zone": "Europe/Brussels", "country": "BE", "locks_email": "on"}
    assert client_for(manager).post("/espace/", wanted)["Location"] == "/espace/"
    workspace = Workspace.objects.get(id=manager.workspace_id)
    assert (workspace.name, workspace.time_zone, workspace.country) == ("Fonderie", "Europe/Brussels", "BE")
    assert workspace.locks_email
    entry = AuditEntry.objects.filter(action="workspace.changed").get()
    assert entry.data["changes"]["country"] == "BE"


def test_settings_that_stay_the_same_leave_no_entry(manager: Member, now: datetime) -> None:
    operations.update_workspace(manager.workspace, changes={"country": "FR"}, by=manager.user, at=now)
    assert not AuditEntry.objects.filter(action="workspace.changed").exists()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"country": "ZZ"}, {"time_zone": "Nowhere"}, {"language": "de"}])
def test_settings_that_do_not_exist_are_refused(manager: Member, client_for: Browser, wrong: dict[str, str]) -> None:
    before = manager.workspace.name
    assert client_for(manager).post("/espace/", {**SETTINGS, **wrong}).status_code == 422
    assert Workspace.objects.get(id=manager.workspace_id).name == before


def test_only_settings_can_be_updated(manager: Member, now: datetime) -> None:
    with pytest.raises(ValueError, match="is_sample"):
        operations.update_workspace(manager.workspace, changes={"is_sample": True}, by=manager.user, at=now)


def test_a_user_of_two_workspaces_goes_from_one_to_the_other(
    manager: Member, client_for: Browser, now: datetime
) -> None:
    second = operations.create_workspace(NewWorkspace(name="Second"), manager=manager.user, at=now)
    browser = client_for(manager)
    assert manager.workspace.name in browser.get("/espace/").content.decode()
    assert browser.post(f"/espace/ouvrir/{second.id}/")["Location"] == "/"
    assert 'value="Second"' in browser.get("/espace/").content.decode()


def test_a_workspace_one_is_not_in_cannot_be_opened(manager: Member, client_for: Browser) -> None:
    other = make_workspace()
    browser = client_for(manager)
    assert browser.post(f"/espace/ouvrir/{other.id}/").status_code == 404
    assert manager.workspace.name in browser.get("/espace/").content.decode()


def test_a_left_workspace_is_not_chosen_again(manager: Member, client_for: Browser, now: datetime) -> None:
    second = operations.create_workspace(NewWorkspace(name="Second"), manager=manager.user, at=now)
    browser = client_for(manager)
    browser.post(f"/espace/ouvrir/{second.id}/")
    with scope(second.id):
        Member.objects.filter(user=manager.user).update(left_at=now)
    assert manager.workspace.name in browser.get("/espace/").content.decode()


def test_a_key_is_shown_once(manager: Member, fresh_client: Browser) -> None:
    browser = fresh_client(manager)
    page = browser.post("/espace/cles/nouvelle/", {"name": "Tableau", "scopes": ["read"]})
    (secret,) = set(re.findall(r"filon_[\w-]{43}", page.content.decode()))
    key = ApiKey.objects.get()
    assert (key.name, key.scopes, key.prefix) == ("Tableau", ["read"], secret[:12])
    assert bytes(key.key_hash) == queries.token_hash(secret)
    listed = browser.get("/espace/cles/").content.decode()
    assert key.prefix in listed
    assert secret not in listed
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("wrong", [{"name": "", "scopes": ["read"]}, {"name": "T"}, {"name": "T", "scopes": ["all"]}])
def test_a_key_without_name_or_purpose_is_refused(
    manager: Member, fresh_client: Browser, wrong: dict[str, Any]
) -> None:
    assert fresh_client(manager).post("/espace/cles/nouvelle/", wrong).status_code == 422
    assert not ApiKey.objects.exists()


def test_a_key_is_revoked_for_ever(manager: Member, client_for: Browser, now: datetime) -> None:
    key, secret = operations.create_api_key(
        workspace=manager.workspace, name="T", scopes=["read"], by=manager.user, at=now
    )
    assert queries.key_of(secret) == key
    client_for(manager).post(f"/espace/cles/{key.id}/revoquer/")
    assert queries.key_of(secret) is None
    with pytest.raises(Conflict):
        operations.revoke_api_key(key, by=manager.user, at=now)


def test_the_key_of_another_workspace_does_not_exist_here(manager: Member, client_for: Browser, now: datetime) -> None:
    other = make_manager(make_workspace())
    with scope(other.workspace_id):
        key, secret = operations.create_api_key(
            workspace=other.workspace, name="T", scopes=["read"], by=other.user, at=now
        )
    assert client_for(manager).post(f"/espace/cles/{key.id}/revoquer/").status_code == 404
    assert queries.key_of(secret) == key


def test_the_log_reads_as_sentences_page_by_page(manager: Member, client_for: Browser, now: datetime) -> None:
    for n in range(60):
        audit.record("invitation.sent", f"p{n}@atelier.example", at=now + timedelta(seconds=n), actor=manager.user)
    first = client_for(manager).get("/espace/journal/").content.decode()
    assert "Claire Martin a invité p59@atelier.example" in first
    assert "p0@atelier.example" not in first
    (following,) = set(re.findall(r'href="(/espace/journal/\?after=[^"]+)"', first))
    assert "p0@atelier.example" in client_for(manager).get(following).content.decode()


def test_an_action_that_nobody_worded_is_shown_bare(manager: Member, now: datetime) -> None:
    assert audit.sentence(audit.record("thing.moved", "X", at=now)) == "Filon : thing.moved X"
    audit.say("thing.moved", "%(actor)s a déplacé %(target)s")
    entry = audit.record("thing.moved", "X", at=now, actor=manager.user)
    assert audit.sentence(entry) == "Claire Martin a déplacé X"
    del audit.SENTENCES["thing.moved"]


def test_who_comes_by_themselves_was_not_let_in_by_another(manager: Member, member: Member, now: datetime) -> None:
    guest = make_user(first_name="Lise", last_name="Roy")
    operations.add_member(workspace=manager.workspace, user=guest, role=Role.MEMBER, at=now, by=manager.user)
    newest = [audit.sentence(entry) for entry in queries.audit_log()[:2]]
    assert newest == ["Claire Martin a fait entrer Lise Roy dans l’espace", "Paul Petit est entré dans l’espace"]


def test_the_clock_of_a_sample_moves_on_and_never_back(db: None, now: datetime) -> None:
    sample = make_workspace(is_sample=True)
    later = operations.move_clock(sample, by=timedelta(days=2))
    assert abs(later - now - timedelta(days=2)) < timedelta(seconds=5)
    assert abs(clock_for(sample).now() - later) < timedelta(seconds=5)
    target = now + timedelta(days=9)
    assert operations.move_clock(sample, to=target) == target
    with pytest.raises(Refused, match="recule"):
        operations.move_clock(sample, to=now)
    assert abs(clock_for(Workspace.objects.get(id=sample.id)).now() - target) < timedelta(seconds=5)


def test_the_clock_of_a_real_workspace_cannot_be_moved(db: None) -> None:
    real = make_workspace()
    with pytest.raises(Refused, match="exemple"):
        operations.move_clock(real, by=timedelta(days=1))
    assert Workspace.objects.get(id=real.id).clock_offset == timedelta(0)


def test_what_is_another_workspaces_does_not_exist(workspace: Workspace) -> None:
    mine = make_company()
    other = make_workspace()
    with scope(other.id):
        theirs = make_company()
    assert one(Company, id=mine.id) == mine
    for wrong in (theirs.id, "no uuid", None):
        with pytest.raises(Http404):
            one(Company, id=wrong)


def test_a_page_has_one_room_that_lists_it() -> None:
    assert merged({"a": {"a:x": MEMBER}, "b": {"b:x": MANAGER}}) == {"a:x": MEMBER, "b:x": MANAGER}
    with pytest.raises(ValueError, match="a:x"):
        merged({"a": {"a:x": MEMBER}, "b": {"a:x": MANAGER}})
