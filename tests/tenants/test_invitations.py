"""People asked to join."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from tests.factories import PASSWORD, make_manager, make_user, make_workspace

from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.tenants import jobs, operations, queries
from filon.tenants.models import Invitation, Member, User
from filon.tenants.operations.invitations import INVITATION_LASTS, token_of
from filon.tenants.states import Role

Browser = Callable[[Member], Client]
JOIN = {"first_name": "Lise", "last_name": "Roy", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def invitation(manager: Member, now: datetime) -> Invitation:
    return operations.invite(
        workspace=manager.workspace, email="Lise@Atelier.example", role=Role.MEMBER, by=manager.user, at=now
    )


def link(invitation: Invitation) -> str:
    return f"/invitation/{token_of(invitation)}/"


def test_seven_days_are_promised() -> None:
    assert timedelta(days=7) == INVITATION_LASTS


def test_an_invitation_is_mailed_after_the_commit(manager: Member, fresh_client: Browser) -> None:
    answer = fresh_client(manager).post("/espace/equipe/inviter/", {"email": "lise@atelier.example", "role": "member"})
    assert answer["Location"] == "/espace/equipe/"
    invited = Invitation.objects.get()
    assert mail.outbox == []
    jobs.send_invitation(invitation_id=invited.id)
    (letter,) = mail.outbox
    assert letter.to == ["lise@atelier.example"]
    (found,) = re.findall(r"http://\S+", str(letter.body))
    assert found == f"http://127.0.0.1:8000{link(invited)}"
    assert "Claire Martin" in letter.body


def test_the_database_holds_no_usable_link(invitation: Invitation) -> None:
    assert bytes(invitation.token_hash) == queries.token_hash(token_of(invitation))
    assert token_of(invitation) not in str(Invitation.objects.values().get())


def test_an_invited_person_makes_the_account_and_is_in(invitation: Invitation, client: Client) -> None:
    assert client.get(link(invitation)).status_code == 200
    answer = client.post(link(invitation), JOIN)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    lise = Member.objects.get(user__email="lise@atelier.example")
    assert (lise.role, lise.user.first_name) == ("member", "Lise")
    assert client.get("/espace/equipe/").status_code == 200
    assert client.get(link(invitation)).status_code == 404


def test_opening_the_link_changes_nothing(invitation: Invitation, client: Client) -> None:
    for _ in range(2):
        client.get(link(invitation))
    invitation.refresh_from_db()
    assert (invitation.accepted_at, User.objects.filter(email="lise@atelier.example").count()) == (None, 0)


def test_a_person_with_an_account_signs_in_and_joins(invitation: Invitation, client: Client) -> None:
    lise = make_user(email="lise@atelier.example")
    assert "Connectez-vous pour accepter" in client.get(link(invitation)).content.decode()
    client.force_login(lise, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(link(invitation))["Location"] == "/"
    assert Member.objects.get(user=lise).workspace_id == invitation.workspace_id


def test_an_invitation_is_for_its_address_only(invitation: Invitation, client_for: Browser) -> None:
    stranger = make_manager(make_workspace(), email="autre@ailleurs.example")
    answer = client_for(stranger).post(link(invitation))
    assert answer.status_code == 409
    assert "adressée à lise@atelier.example" in answer.content.decode()
    assert not Member.objects.filter(user=stranger.user, workspace=invitation.workspace).exists()


@pytest.mark.parametrize("token", ["x", "a" * 64, "..", "%00"])
def test_a_wrong_link_opens_nothing(invitation: Invitation, client: Client, token: str) -> None:
    assert client.get(f"/invitation/{token}/").status_code == 404
    assert client.post(f"/invitation/{token}/", JOIN).status_code == 404
    assert User.objects.count() == 1


def test_an_invitation_expires_after_seven_days(invitation: Invitation, client: Client, now: datetime) -> None:
    late = make_late(invitation, now - timedelta(seconds=1))
    assert client.post(link(late), JOIN).status_code == 404
    assert not User.objects.filter(email=invitation.email).exists()


def make_late(invitation: Invitation, moment: datetime) -> Invitation:
    """The same invitation, whose deadline was ``moment``."""
    invitation.expires_at = moment
    invitation.token_hash = queries.token_hash(token_of(invitation))
    invitation.save()
    return invitation


def test_sending_again_closes_the_old_link(
    invitation: Invitation, manager: Member, client: Client, client_for: Browser
) -> None:
    old = link(invitation)
    client_for(manager).post(f"/espace/invitations/{invitation.id}/renvoyer/")
    invitation.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(link(invitation)).status_code == 200


def test_a_cancelled_invitation_opens_nothing(
    invitation: Invitation, manager: Member, client: Client, client_for: Browser
) -> None:
    client_for(manager).post(f"/espace/invitations/{invitation.id}/annuler/")
    assert client.get(link(invitation)).status_code == 404
    jobs.send_invitation(invitation_id=invitation.id)
    assert mail.outbox == []


def test_the_invitation_of_another_workspace_does_not_exist_here(invitation: Invitation, client_for: Browser) -> None:
    stranger = make_manager(make_workspace())
    for path in ("renvoyer", "annuler"):
        assert client_for(stranger).post(f"/espace/invitations/{invitation.id}/{path}/").status_code == 404
    invitation.refresh_from_db()
    assert invitation.cancelled_at is None


def test_a_member_is_not_invited_again(manager: Member, member: Member, invitation: Invitation, now: datetime) -> None:
    for email, code in ((member.user.email, "already_member"), ("lise@atelier.example", "already_invited")):
        with pytest.raises(Conflict) as refused:
            operations.invite(workspace=manager.workspace, email=email, role=Role.MEMBER, by=manager.user, at=now)
        assert refused.value.code == code
    assert Invitation.objects.count() == 1


def test_a_wrong_address_or_role_is_refused(manager: Member, now: datetime) -> None:
    for email, role, field in (("pas une adresse", "member", "email"), ("lise@atelier.example", "king", "role")):
        with pytest.raises(Refused) as refused:
            operations.invite(workspace=manager.workspace, email=email, role=role, by=manager.user, at=now)
        assert refused.value.field == field
    assert not Invitation.objects.exists()


def test_a_weak_password_makes_no_account(invitation: Invitation, client: Client) -> None:
    answer = client.post(link(invitation), {**JOIN, "password1": "court", "password2": "court"})
    assert answer.status_code == 422
    assert not User.objects.filter(email=invitation.email).exists()
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_two_different_passwords_make_no_account(invitation: Invitation, client: Client) -> None:
    answer = client.post(link(invitation), {**JOIN, "password2": "une autre phrase longue"})
    assert "ne sont pas identiques" in answer.content.decode()
    assert not User.objects.filter(email=invitation.email).exists()


def test_an_invitation_is_accepted_once(transactional_db: None, manager: Member, now: datetime) -> None:
    invitation = operations.invite(
        workspace=manager.workspace, email="lise@atelier.example", role=Role.MEMBER, by=manager.user, at=now
    )
    lise = make_user(email="lise@atelier.example")
    together = Barrier(3)
    outcomes: list[str] = []

    def join() -> None:
        with scope(invitation.workspace_id):
            together.wait()
            try:
                operations.accept_invitation(invitation, user=lise, at=now)
                outcomes.append("in")
            except Refused as refused:
                outcomes.append(refused.code)
        connection.close()

    threads = [Thread(target=join) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["in", "invitation_closed", "invitation_closed"]
    assert Member.objects.filter(user=lise).count() == 1
