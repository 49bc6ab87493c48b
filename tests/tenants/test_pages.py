"""The pages of the personal area and of the settings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from filon.config.permissions import PAGES
from filon.tenants.models import Member, Workspace

Browser = Callable[[Member], Client]
OPEN_TO_ALL = ["/profil/", "/compte/password/change/", "/compte/2fa/", "/compte/sessions/", "/espace/equipe/"]
FOR_MANAGERS = ["/espace/", "/espace/journal/", "/espace/cles/"]
SENSITIVE = ["/profil/nom/", "/profil/adresse/", "/compte/2fa/totp/activate/", "/compte/2fa/webauthn/add/"]
SENSITIVE_FOR_MANAGERS = ["/espace/cles/nouvelle/", "/espace/equipe/inviter/"]


@pytest.mark.parametrize("path", OPEN_TO_ALL)
def test_a_member_opens(path: str, member: Member, client_for: Browser) -> None:
    assert client_for(member).get(path).status_code == 200


@pytest.mark.parametrize("path", FOR_MANAGERS)
def test_only_a_manager_opens(path: str, manager: Member, member: Member, client_for: Browser) -> None:
    assert client_for(manager).get(path).status_code == 200
    assert client_for(member).get(path).status_code == 403


@pytest.mark.parametrize("path", SENSITIVE + SENSITIVE_FOR_MANAGERS)
def test_st_102_a_sensitive_page_asks_who_you_are_first(
    path: str, manager: Member, client_for: Browser, fresh_client: Browser
) -> None:
    sent = client_for(manager).get(path)
    assert sent["Location"].startswith("/compte/reauthenticate/?next=")
    assert fresh_client(manager).get(path).status_code == 200


def test_a_dialog_that_is_sensitive_leaves_the_page_for_the_confirmation(manager: Member, client_for: Browser) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/espace/equipe/"}
    answer = client_for(manager).get("/espace/equipe/inviter/", headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["HX-Redirect"] == "/compte/reauthenticate/?next=%2Fespace%2Fequipe%2F"


@pytest.mark.parametrize(("mode", "status", "cookies"), [("cors", 401, []), ("navigate", 200, ["filon_csrf"])])
def test_what_a_page_fetches_once_nobody_is_signed_in_leaves_the_sign_in_form_alone(
    mode: str, status: int, cookies: list[str], client: Client, workspace: Workspace
) -> None:
    answer = client.get("/reperes/", headers={"Sec-Fetch-Mode": mode}, follow=True)
    assert (answer.status_code, list(answer.cookies)) == (status, cookies)


def test_a_route_that_no_room_lists_is_closed(
    manager: Member, client_for: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = client_for(manager)
    assert browser.get("/espace/equipe/").status_code == 200
    monkeypatch.delitem(PAGES, "tenants:team")
    assert browser.get("/espace/equipe/").status_code == 403


def test_a_user_of_no_workspace_is_told_so(manager: Member, member: Member, client_for: Browser) -> None:
    browser = client_for(member)
    Member.objects.filter(id=member.pk).update(left_at=member.joined_at)
    answer = browser.get("/espace/equipe/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/sans-espace/")
    assert "Vous n’êtes dans aucun espace" in answer.content.decode()
