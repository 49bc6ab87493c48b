"""Mail in the sandbox: caught, filed, delivered, reacted to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.factories import make_mailbox, make_workspace

from filon.demo.models import SandboxMail, SandboxReaction
from filon.demo.operations.accounts import Filing, ensure_account, file_mail, find_account, flags_text, sign_in
from filon.demo.operations.catching import answer_as_prospect, catch
from filon.demo.operations.reacting import deliver_due, deliver_due_here
from filon.demo.servers.store import INBOX, SENT
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.tenants.operations.workspaces import move_clock

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ME = "claire@ventes.example"


@pytest.fixture
def account(workspace: Workspace) -> UUID:
    Workspace.objects.filter(id=workspace.id).update(is_sample=True)
    workspace.refresh_from_db()
    return ensure_account(ME, password="secret", now=NOW).id


def _raw(to: str) -> bytes:
    head = f"From: Claire <{ME}>\r\nTo: {to}\r\nSubject: =?utf-8?q?Id=C3=A9e?=\r\nMessage-ID: <1@v.example>\r\n"
    return f"{head}\r\nBonjour\r\n".encode()


def _send(to: str, account: str = ME) -> None:
    catch(_raw(to), sender=ME, recipients=[to], account=account)


def test_what_is_sent_is_filed_with_the_sender(account: UUID) -> None:
    _send("silence@a.example")
    mail = SandboxMail.objects.get()
    assert (mail.account_id, mail.folder, mail.uid, mail.flags) == (account, SENT, 1, r"\Seen")
    assert (mail.sender, mail.recipient, mail.subject, mail.message_id) == (
        ME,
        "silence@a.example",
        "Idée",
        "1@v.example",
    )
    assert bytes(mail.raw) == _raw("silence@a.example")


def test_each_recipient_has_a_copy_of_his_own(account: UUID) -> None:
    catch(_raw("x@a.example"), sender=ME, recipients=["silence@a.example", "reponse@a.example"], account=ME)
    assert list(SandboxMail.objects.order_by("uid").values_list("recipient", flat=True)) == [
        "silence@a.example",
        "reponse@a.example",
    ]


def test_a_prospect_answers_when_his_time_has_come_and_only_once(account: UUID) -> None:
    _send("reponse@a.example")
    due_at = SandboxReaction.objects.get().due_at
    assert deliver_due_here(now=due_at - timedelta(seconds=1)) == 0
    assert deliver_due_here(now=due_at + timedelta(days=1)) == 1
    assert deliver_due_here(now=due_at + timedelta(days=1)) == 0
    answer = SandboxMail.objects.get(folder=INBOX)
    assert (answer.account_id, answer.sender, answer.received_at) == (account, "reponse@a.example", due_at)
    assert answer.subject == "Re: Idée"


def test_moving_the_clock_makes_prospects_answer(account: UUID, workspace: Workspace) -> None:
    _send("inconnu@a.example")
    machine_now = datetime.now(UTC)
    assert deliver_due(machine_now=machine_now) == 0
    move_clock(workspace, by=timedelta(hours=1))
    assert deliver_due(machine_now=machine_now) == 1
    assert SandboxMail.objects.get(folder=INBOX).subject == "Undelivered Mail Returned to Sender"


def test_a_colleague_with_an_account_receives_and_does_not_react(account: UUID) -> None:
    other = ensure_account("stop@ventes.example", password="x", now=NOW)
    _send("stop@ventes.example")
    assert SandboxMail.objects.get(folder=INBOX).account_id == other.id
    assert not SandboxReaction.objects.exists()


def test_what_filon_sends_itself_is_kept_by_the_catch_all(account: UUID) -> None:
    kept = ensure_account("courrier@demo.example", password="x", now=NOW)
    catch(_raw("invitee@a.example"), sender="filon@filon.example", recipients=["invitee@a.example"], account="")
    assert SandboxMail.objects.get(folder=SENT).account_id == kept.id


def test_without_any_account_nothing_is_kept_and_nothing_fails(workspace: Workspace) -> None:
    catch(_raw("a@a.example"), sender="filon@filon.example", recipients=["a@a.example"], account="")
    assert not SandboxMail.objects.exists()


def test_one_may_answer_in_a_prospects_name(account: UUID) -> None:
    _send("silence@a.example")
    answer_as_prospect(SandboxMail.objects.get().id, text="Volontiers !", now=NOW)
    answer = SandboxMail.objects.get(folder=INBOX)
    assert (answer.account_id, answer.sender) == (account, "silence@a.example")
    assert b"Volontiers !" in bytes(answer.raw)


def test_uids_only_grow_even_when_mails_go(account: UUID) -> None:
    first = file_mail(account, INBOX, filing=Filing(b"\r\n\r\n", NOW))
    first.delete()
    assert file_mail(account, INBOX, filing=Filing(b"\r\n\r\n", NOW)).uid == 2


def test_a_mail_with_anything_in_its_headers_can_be_filed(account: UUID) -> None:
    raw = b"Subject: a\0b =?utf-8?q?=ff?=\r\nMessage-ID: <\0\xff>\r\n\r\n\0"
    mail = file_mail(account, INBOX, filing=Filing(raw, NOW, sender="\udcff\0"))
    mail.refresh_from_db()
    assert bytes(mail.raw) == raw


def test_flags_that_do_not_fit_are_forgotten_whole() -> None:
    assert flags_text([r"\Seen", "x" * 200, "kept"]) == r"\Seen kept"


def test_an_account_is_found_without_a_scope_but_its_mails_are_not(account: UUID) -> None:
    _send("silence@a.example")
    other = make_workspace()
    with scope(other.id):
        found = find_account("CLAIRE@ventes.example")
        assert found is not None
        assert found.account_id == account
        assert (found.accepts("secret"), found.accepts("faux")) == (True, False)
        assert not SandboxMail.objects.exists()


def test_a_mailbox_connected_to_the_sandbox_has_an_account_with_any_password(workspace: Workspace) -> None:
    make_mailbox(email="Vente@maison.example")
    assert sign_in("vente@maison.example", "n'importe quoi")
    found = find_account("vente@maison.example")
    assert found is not None
    assert found.workspace_id == workspace.id
    assert sign_in("vente@maison.example", "autre chose")


def test_a_mailbox_of_a_real_server_has_no_account(workspace: Workspace) -> None:
    make_mailbox(email="vente@maison.example", smtp_host="mail.maison.example")
    assert not sign_in("vente@maison.example", "x")
    assert find_account("vente@maison.example") is None


def test_an_address_connected_in_two_workspaces_needs_its_password(account: UUID) -> None:
    make_mailbox(email=ME)
    with scope(make_workspace().id):
        make_mailbox(email=ME)
    assert not sign_in(ME, "n'importe quoi")
    assert sign_in(ME, "secret")


def test_an_account_of_another_workspace_is_not_opened_by_connecting_its_address(account: UUID) -> None:
    with scope(make_workspace().id):
        make_mailbox(email=ME)
    assert not sign_in(ME, "n'importe quoi")
