"""Signing in, forgotten passwords, the first account of an installation."""

from __future__ import annotations

import re
from threading import Thread

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from tests.factories import PASSWORD

from filon.kernel.clock import SystemClock
from filon.kernel.errors import Refused
from filon.tenants import operations
from filon.tenants.models import Member, User, Workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.operations.workspaces import NewWorkspace

LOGIN = "/compte/login/"
RESET = "/compte/password/reset/"


@pytest.fixture
def claire(db: None) -> User:
    user = operations.create_user(NewUser(email="claire@atelier.example", password=PASSWORD, first_name="Claire"))
    operations.create_workspace(NewWorkspace(name="Atelier Claire"), manager=user, at=SystemClock().now())
    return user


def sign_in(client: Client, email: str, password: str = PASSWORD) -> object:
    return client.post(LOGIN, {"login": email, "password": password})


def readable(page: bytes) -> str:
    """The page without the tokens that differ at each answer."""
    return re.sub(r"[A-Za-z0-9]{64}", "", page.decode())


def test_a_member_signs_in_by_email(claire: User, client: Client) -> None:
    answer = sign_in(client, "Claire@Atelier.example")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/profil/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_read_the_same(claire: User, client: Client) -> None:
    wrong = sign_in(client, "claire@atelier.example", "pas le bon du tout")
    unknown = sign_in(client, "inconnue@atelier.example", "pas le bon du tout")
    said = "L’adresse e-mail ou le mot de passe ne sont pas les bons."
    assert [wrong.status_code, unknown.status_code] == [200, 200]
    assert said in wrong.content.decode()
    assert said in unknown.content.decode()
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped_after_five_failures(claire: User, client: Client) -> None:
    for _attempt in range(5):
        sign_in(client, "claire@atelier.example", "pas le bon du tout")
    refused = sign_in(client, "claire@atelier.example")
    assert "Trop d’essais ont échoué" in refused.content.decode()
    assert "_auth_user_id" not in client.session


def test_st_1_a_forgotten_password_is_changed_by_the_link_of_an_email(claire: User, client: Client) -> None:
    assert "Mot de passe oublié ?" in client.get(LOGIN).content.decode()
    client.post(RESET, {"email": "claire@atelier.example"})
    (letter,) = mail.outbox
    assert letter.to == ["claire@atelier.example"]
    assert letter.subject == "Choisissez un nouveau mot de passe"
    (link,) = re.findall(r"http://\S+", str(letter.body))
    form = client.get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    chosen = {"password1": "une autre phrase longue", "password2": "une autre phrase longue"}
    client.post(form.redirect_chain[-1][0], chosen)
    claire.refresh_from_db()
    assert claire.check_password("une autre phrase longue")
    again = Client().get(link.removeprefix("http://127.0.0.1:8000"), follow=True)
    assert "Ce lien n’est plus valable" in again.content.decode()


def test_asking_for_a_password_tells_nobody_which_addresses_have_accounts(claire: User, client: Client) -> None:
    known = client.post(RESET, {"email": "claire@atelier.example"}, follow=True)
    unknown = client.post(RESET, {"email": "inconnue@atelier.example"}, follow=True)
    assert readable(known.content) == readable(unknown.content)
    assert [letter.subject for letter in mail.outbox] == [
        "Choisissez un nouveau mot de passe",
        "Aucun compte pour cette adresse",
    ]


def test_the_link_of_the_email_ignores_the_host_of_the_request(claire: User, client: Client) -> None:
    client.post(RESET, {"email": "claire@atelier.example"}, headers={"host": "localhost"})
    assert "http://127.0.0.1:8000/compte/password/reset/key/" in str(mail.outbox[0].body)


def test_a_mail_of_the_machine_says_so(claire: User, client: Client) -> None:
    client.post(RESET, {"email": "claire@atelier.example"})
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


def test_st_2_signing_out_leads_to_the_sign_in_page(claire: User, client: Client) -> None:
    client.force_login(claire)
    answer = client.post("/compte/logout/")
    assert (answer.status_code, answer["Location"]) == (302, LOGIN)
    assert "_auth_user_id" not in client.session


def test_the_sign_up_page_is_closed(claire: User, client: Client) -> None:
    before = User.objects.count()
    form = {"email": "nouvelle@atelier.example", "password1": PASSWORD, "password2": PASSWORD}
    closed = client.post("/compte/signup/", form)
    assert "se créent sur invitation" in closed.content.decode()
    assert User.objects.count() == before


SET_UP = {
    "workspace": "Fonderie du Val",
    "first_name": "Paul",
    "last_name": "Petit",
    "email": "Paul@Fonderie.example",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


def test_an_empty_installation_offers_to_make_the_first_workspace(db: None, client: Client) -> None:
    assert client.get(LOGIN)["Location"] == "/installation/"
    answer = client.post("/installation/", SET_UP)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    workspace = Workspace.objects.get()
    assert (workspace.name, workspace.slug) == ("Fonderie du Val", "fonderie-du-val")
    member = Member.objects.get()
    assert (member.user.email, member.is_manager) == ("paul@fonderie.example", True)
    assert EmailAddress.objects.get().verified
    assert client.get("/profil/nom/").status_code == 200


def test_the_set_up_page_closes_after_the_first_account(claire: User, client: Client) -> None:
    assert client.get("/installation/")["Location"] == LOGIN
    assert client.post("/installation/", SET_UP)["Location"] == LOGIN
    assert User.objects.count() == 1


def test_of_two_who_set_up_together_one_is_refused(transactional_db: None) -> None:
    outcomes: list[str] = []

    def set_up(name: str) -> None:
        try:
            operations.set_up(NewUser(email=f"{name}@val.example", password=PASSWORD), NewWorkspace(name=name))
            outcomes.append("made")
        except Refused as refused:
            outcomes.append(refused.code)
        finally:
            connection.close()

    threads = [Thread(target=set_up, args=(name,)) for name in ("paul", "lise")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["already_set_up", "made"]
    assert (User.objects.count(), Workspace.objects.count()) == (1, 1)


def test_nobody_is_sent_to_sign_in_and_comes_back(claire: User, client: Client) -> None:
    assert client.get("/espace/equipe/")["Location"] == f"{LOGIN}?next=%2Fespace%2Fequipe%2F"
    answer = client.post(f"{LOGIN}?next=/espace/equipe/", {"login": claire.email, "password": PASSWORD})
    assert answer["Location"] == "/espace/equipe/"


def test_signing_in_does_not_lead_out_of_the_site(claire: User, client: Client) -> None:
    answer = client.post(f"{LOGIN}?next=https://ailleurs.example/", {"login": claire.email, "password": PASSWORD})
    assert answer["Location"] == "/"
