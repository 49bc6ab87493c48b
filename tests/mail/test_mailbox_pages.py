from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from tests.factories import make_mailbox, make_member

from filon.demo.servers.running import Ports, in_thread
from filon.demo.servers.store import MemoryStore
from filon.mail.models import Mailbox
from filon.mail.states import MailboxState
from filon.tenants.models import Member, Workspace

ME = "claire@ventes.example"


@pytest.fixture(scope="module")
def ports() -> Iterator[Ports]:
    with in_thread(MemoryStore({ME: "secret"}), Ports()) as ports:
        yield ports


@pytest.fixture
def member(workspace: Workspace) -> Member:
    return make_member(workspace)


@pytest.fixture
def browser(member: Member, client_for: Callable[[Member], Client], monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser whose user has just proven who they are."""
    monkeypatch.setattr("filon.tenants.door.did_recently_reauthenticate", lambda _request: True)
    return client_for(member)


def typed(ports: Ports, **changes: str) -> dict[str, str]:
    given = {
        "email": ME,
        "smtp_password": "secret",
        "smtp_host": "127.0.0.1",
        "smtp_port": str(ports.smtp),
        "smtp_security": "plain",
        "imap_host": "127.0.0.1",
        "imap_port": str(ports.imap),
        "imap_security": "plain",
        "daily_cap": "200",
        "spacing_s": "90",
    }
    return {**given, **changes}


def test_changes_ask_who_one_is_again(member: Member, client_for: Callable[[Member], Client]) -> None:
    mailbox = make_mailbox(owner=member.user)
    for path in ("/reglages/boites/nouvelle/", f"/reglages/boites/{mailbox.id}/"):
        answer = client_for(member).get(path)
        assert (answer.status_code, "reauthenticate" in answer["Location"]) == (302, True)


def test_a_mailbox_is_added_tried_and_connected(browser: Client, ports: Ports) -> None:
    answer = browser.post("/reglages/boites/nouvelle/", typed(ports))
    mailbox = Mailbox.objects.get()
    assert answer["Location"] == f"/reglages/boites/{mailbox.id}/?essai=1"
    page = browser.post(f"/reglages/boites/{mailbox.id}/essai/").content.decode()
    assert "La boîte fonctionne" in page
    mailbox.refresh_from_db()
    assert mailbox.state == MailboxState.CONNECTED


def test_the_failing_step_is_shown(browser: Client, ports: Ports) -> None:
    browser.post("/reglages/boites/nouvelle/", typed(ports, smtp_password="faux"))
    page = browser.post(f"/reglages/boites/{Mailbox.objects.get().id}/essai/").content.decode()
    assert "Identification pour envoyer" in page
    assert "Le serveur refuse l’identifiant ou le mot de passe." in page


def test_a_password_is_never_shown_again(browser: Client, ports: Ports) -> None:
    browser.post("/reglages/boites/nouvelle/", typed(ports))
    mailbox = Mailbox.objects.get()
    assert "secret" not in browser.get(f"/reglages/boites/{mailbox.id}/").content.decode()
    browser.post(f"/reglages/boites/{mailbox.id}/", typed(ports, smtp_password="", from_name="Claire"))
    mailbox.refresh_from_db()
    assert (mailbox.smtp_password, mailbox.from_name) == ("secret", "Claire")


@pytest.mark.parametrize(("key", "host"), [("ovh", "ssl0.ovh.net"), ("bac-a-sable", "127.0.0.1"), ("inconnu", "")])
def test_a_provider_fills_the_servers_in(browser: Client, key: str, host: str) -> None:
    form = browser.get(f"/reglages/boites/nouvelle/?fournisseur={key}").context["form"]
    assert form.initial["smtp_host"] == host


def test_the_limits_are_told_in_words(browser: Client) -> None:
    make_mailbox(spacing_s=90, daily_cap=200)
    page = browser.get("/reglages/boites/").content.decode()
    assert "un nouveau message toutes les 90 s, 200 messages par jour au plus" in page


def test_a_colleague_s_mailbox_is_not_mine_to_change(browser: Client, workspace: Workspace) -> None:
    theirs = make_mailbox(owner=make_member(workspace).user)
    assert browser.get(f"/reglages/boites/{theirs.id}/").status_code == 403
    assert browser.post(f"/reglages/boites/{theirs.id}/pause/").status_code == 403
    theirs.refresh_from_db()
    assert theirs.state == MailboxState.CONNECTED


def test_pause_and_resume(browser: Client, member: Member) -> None:
    mine = make_mailbox(owner=member.user)
    browser.post(f"/reglages/boites/{mine.id}/pause/")
    mine.refresh_from_db()
    assert mine.state == MailboxState.PAUSED
    browser.post(f"/reglages/boites/{mine.id}/reprise/")
    mine.refresh_from_db()
    assert mine.state == MailboxState.CONNECTED
