"""A login address that changes (A-ST-19)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from tests.factories import PASSWORD, make_user

from filon.kernel.errors import Refused
from filon.tenants import jobs, operations
from filon.tenants.models import AuditEntry, EmailChange, Member, User, Workspace
from filon.tenants.operations.addresses import CHANGE_LASTS, link_of

Browser = Callable[[Member], Client]
NEW = "paul@neuf.example"


@pytest.fixture
def change(member: Member, now: datetime) -> EmailChange:
    return operations.request_email_change(member.user, email="Paul@Neuf.example", by=member.user, at=now)


def email_of(member: Member) -> str:
    return User.objects.get(pk=member.user_id).email


def test_a_st_19_the_address_changes_when_both_mailboxes_have_agreed(
    change: EmailChange, member: Member, client: Client
) -> None:
    for side, expected in (("old", "paul@atelier.example"), ("new", NEW)):
        path = f"/profil/adresse/{link_of(change, side=side)}/"  # type: ignore[arg-type]  # one of the two
        assert client.get(path).status_code == 200
        assert email_of(member) == "paul@atelier.example"
        client.post(path)
        assert email_of(member) == expected
    address = EmailAddress.objects.get(user=member.user)
    assert (address.email, address.verified, address.primary) == (NEW, True, True)
    assert AuditEntry.objects.filter(action="user.email_changed").count() == 1
    signed_in = client.post("/compte/login/", {"login": NEW, "password": PASSWORD})
    assert signed_in["Location"] == "/"


def test_each_mailbox_receives_its_own_link(change: EmailChange) -> None:
    for side in ("old", "new"):
        jobs.send_email_change(change_id=change.id, side=side)
    assert [letter.to for letter in mail.outbox] == [["paul@atelier.example"], [NEW]]
    for letter, side in zip(mail.outbox, ("old", "new"), strict=True):
        assert link_of(change, side=side) in str(letter.body)


def test_one_mailbox_alone_changes_nothing(change: EmailChange, member: Member, client: Client) -> None:
    path = f"/profil/adresse/{link_of(change, side='new')}/"
    for _ in range(3):
        assert client.post(path).status_code == 200
    assert email_of(member) == "paul@atelier.example"


@pytest.mark.parametrize("token", ["x", "0198a7c2-0000-7000-8000-000000000000.old:x", "a.b:c"])
def test_a_forged_link_does_not_exist(change: EmailChange, client: Client, token: str) -> None:
    assert client.post(f"/profil/adresse/{token}/").status_code == 404


def test_the_page_says_nothing_of_an_address_that_is_taken(
    member: Member, fresh_client: Browser, now: datetime
) -> None:
    make_user(email=NEW)
    browser = fresh_client(member)
    assert browser.post("/profil/adresse/", {"email": NEW})["Location"] == "/profil/"
    taken = EmailChange.objects.get()
    jobs.send_email_change(change_id=taken.id, side="new")
    (letter,) = mail.outbox
    assert letter.subject == "Cette adresse a déjà un compte Filon"
    assert link_of(taken, side="new") not in str(letter.body)
    operations.confirm_email_change(link_of(taken, side="old"), at=now)
    with pytest.raises(Refused):
        operations.confirm_email_change(link_of(taken, side="new"), at=now)
    assert email_of(member) == "paul@atelier.example"


def test_a_link_is_over_after_two_days_when_cancelled_or_asked_again(
    change: EmailChange, member: Member, now: datetime
) -> None:
    def over(of: EmailChange, at: datetime) -> str:
        with pytest.raises(Refused) as refused:
            operations.confirm_email_change(link_of(of, side="old"), at=at)
        return refused.value.code

    assert over(change, now + CHANGE_LASTS + timedelta(seconds=1)) == "link_over"
    second = operations.request_email_change(member.user, email=NEW, by=member.user, at=now)
    assert over(change, now) == "link_over"
    operations.cancel_email_change(member.user, at=now)
    assert over(second, now) == "link_over"


def test_st_5_a_manager_may_lock_the_addresses(
    member: Member, manager: Member, fresh_client: Browser, now: datetime
) -> None:
    Workspace.objects.filter(id=member.workspace_id).update(locks_email=True)
    fresh_client(member).post("/profil/adresse/", {"email": NEW})
    with pytest.raises(Refused):
        operations.request_email_change(member.user, email=NEW, by=member.user, at=now)
    assert not EmailChange.objects.exists()
    path = f"/espace/equipe/{member.pk}/adresse/"
    assert fresh_client(manager).post(path, {"email": NEW})["Location"] == "/espace/equipe/"
    assert EmailChange.objects.get().user_id == member.user_id
    assert email_of(member) == "paul@atelier.example"


def test_the_page_of_the_library_leads_to_ours(member: Member, client_for: Browser) -> None:
    answer = client_for(member).post("/compte/email/", {"action_add": "", "email": NEW})
    assert answer["Location"] == "/profil/adresse/"
    assert EmailAddress.objects.filter(user=member.user).count() == 1


def test_asking_again_and_again_is_stopped(member: Member, fresh_client: Browser) -> None:
    browser = fresh_client(member)
    answers = [browser.post("/profil/adresse/", {"email": f"p{n}@neuf.example"}) for n in range(11)]
    assert {answer.status_code for answer in answers[:10]} == {302}
    assert "Trop de demandes" in answers[10].content.decode()
