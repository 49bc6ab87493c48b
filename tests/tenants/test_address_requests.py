"""Where a workspace reserves login addresses to its managers, a member asks them for another one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core import mail
from django.test import Client
from tests.factories import make_workspace
from tests.tenants.conftest import user

from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.tenants import operations, queries
from filon.tenants.jobs import send_address_request
from filon.tenants.models import AddressRequest, AuditEntry, EmailChange, Member, Workspace
from filon.tenants.states import Role

Browser = Callable[[Member], Client]
NEW = "paul@neuf.example"


@pytest.fixture
def locked(member: Member, manager: Member) -> Member:
    """A member whose workspace reserves addresses to Claire, its manager."""
    Workspace.objects.filter(id=member.workspace_id).update(locks_email=True)
    return member


def test_st_5_the_link_sends_a_request_to_the_managers(locked: Member, fresh_client: Browser) -> None:
    browser = fresh_client(locked)
    assert "/profil/adresse/" in browser.get("/profil/").content.decode()
    assert browser.post("/profil/adresse/", {"email": NEW}).status_code == 302
    asked = AddressRequest.objects.get()
    send_address_request(request_id=asked.id)
    sent = mail.outbox[-1]
    assert sent.to == ["claire@atelier.example"]
    assert "Paul Petit" in sent.subject
    assert NEW in sent.body
    assert "/espace/equipe/" in sent.body
    assert AuditEntry.objects.get(action="user.address_asked").target == NEW
    assert not EmailChange.objects.exists()


def test_the_support_address_receives_it_where_there_is_one(locked: Member, now: datetime, settings: object) -> None:
    settings.FILON_SUPPORT_EMAIL = "aide@hebergeur.example"  # type: ignore[attr-defined]  # pytest-django's wrapper
    asked = operations.ask_for_address(locked.user, email=NEW, at=now)
    send_address_request(request_id=asked.id)
    assert [sent.to for sent in mail.outbox] == [["aide@hebergeur.example"]]


def test_one_request_is_open_at_a_time(locked: Member, fresh_client: Browser, now: datetime) -> None:
    operations.ask_for_address(locked.user, email=NEW, at=now)
    with pytest.raises(Conflict):
        operations.ask_for_address(locked.user, email="autre@neuf.example", at=now)
    page = fresh_client(locked).get("/profil/adresse/").content.decode()
    assert NEW in page
    assert "Envoyer la demande" not in page
    fresh_client(locked).post("/profil/adresse/demande/retirer/")
    assert queries.open_address_request(locked.user) is None
    operations.ask_for_address(locked.user, email="autre@neuf.example", at=now)


def test_a_manager_accepts_and_both_mailboxes_are_asked(
    locked: Member, manager: Member, fresh_client: Browser, now: datetime
) -> None:
    operations.ask_for_address(locked.user, email=NEW, at=now)
    browser = fresh_client(manager)
    assert NEW in browser.get("/espace/equipe/").content.decode()
    path = f"/espace/equipe/{locked.pk}/adresse/"
    assert f'value="{NEW}"' in browser.get(path).content.decode()
    browser.post(path, {"email": NEW})
    assert EmailChange.objects.get().new_email == NEW
    assert AddressRequest.objects.get().closed_at is not None


def test_a_manager_dismisses_a_request_once(
    locked: Member, manager: Member, client_for: Browser, now: datetime
) -> None:
    asked = operations.ask_for_address(locked.user, email=NEW, at=now)
    path = f"/espace/equipe/demandes/{asked.id}/ecarter/"
    assert client_for(locked).post(path).status_code == 403
    assert client_for(manager).post(path)["Location"] == "/espace/equipe/"
    assert AuditEntry.objects.filter(action="user.address_dismissed").count() == 1
    with pytest.raises(Conflict):
        operations.dismiss_address_request(asked, by=manager.user, at=now)


def test_a_request_answered_meanwhile_mails_nobody(locked: Member, now: datetime) -> None:
    asked = operations.ask_for_address(locked.user, email=NEW, at=now)
    operations.withdraw_address_request(locked.user, at=now)
    send_address_request(request_id=asked.id)
    assert mail.outbox == []


def test_the_managers_of_another_workspace_see_nothing(locked: Member, client_for: Browser, now: datetime) -> None:
    asked = operations.ask_for_address(locked.user, email=NEW, at=now)
    other = make_workspace()
    with scope(other.id):
        boss = operations.add_member(workspace=other, user=user("b@autre.example"), role=Role.MANAGER, at=now)
    assert NEW not in client_for(boss).get("/espace/equipe/").content.decode()
    assert client_for(boss).post(f"/espace/equipe/demandes/{asked.id}/ecarter/").status_code == 404


def test_a_manager_of_a_locked_workspace_changes_their_own(locked: Member, manager: Member, now: datetime) -> None:
    assert not queries.email_is_locked(manager.user)
    change = operations.request_email_change(manager.user, email="claire@neuf.example", by=manager.user, at=now)
    assert change.new_email == "claire@neuf.example"
    with pytest.raises(Refused):
        operations.ask_for_address(manager.user, email="claire@neuf.example", at=now)


def test_asking_and_withdrawing_again_and_again_is_stopped(locked: Member, fresh_client: Browser) -> None:
    browser = fresh_client(locked)
    for _ in range(10):
        assert browser.post("/profil/adresse/", {"email": NEW}).status_code == 302
        browser.post("/profil/adresse/demande/retirer/")
    assert "Trop de demandes" in browser.post("/profil/adresse/", {"email": NEW}).content.decode()
    assert AddressRequest.objects.filter(closed_at=None).count() == 0
