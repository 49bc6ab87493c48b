"""A second proof at sign-in: one-time codes, recovery codes, passkeys."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.db import connection
from django.test import Client
from tests.factories import PASSWORD

from filon.tenants.models import Member

Browser = Callable[[Member], Client]


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def activate(browser: Client) -> str:
    """Turn one-time codes on; gives the secret of the drawing."""
    page = browser.get("/compte/2fa/totp/activate/").content.decode()
    (secret,) = set(re.findall(r"<code>([A-Z2-7]{32})</code>", page))
    assert browser.post("/compte/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    return str(secret)


@pytest.fixture
def protected(member: Member, fresh_client: Browser) -> tuple[Member, str]:
    """A member with one-time codes, and the secret of the application."""
    return member, activate(fresh_client(member))


def sign_in(client: Client, member: Member) -> Any:
    return client.post("/compte/login/", {"login": member.user.email, "password": PASSWORD})


def test_the_drawing_can_be_scanned_on_a_dark_page(member: Member, fresh_client: Browser) -> None:
    page = fresh_client(member).get("/compte/2fa/totp/activate/").content.decode()
    (uri,) = re.findall(r'src="data:image/svg\+xml;([^"]+)"', page)
    kind, _comma, data = uri.partition(",")
    drawing = b64decode(data).decode() if "base64" in kind else unquote(data)
    assert 'fill="#fff"' in drawing
    assert drawing.index("<rect") < drawing.index("<path")


def test_the_password_alone_no_longer_suffices(protected: tuple[Member, str], client: Client) -> None:
    member, secret = protected
    assert sign_in(client, member)["Location"] == "/compte/2fa/authenticate/"
    assert client.get("/profil/")["Location"].startswith("/compte/login/")
    wrong = client.post("/compte/2fa/authenticate/", {"code": "000000"})
    assert "Ce code n’est pas le bon" in wrong.content.decode()
    assert client.get("/profil/")["Location"].startswith("/compte/login/")
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    assert client.post("/compte/2fa/authenticate/", {"code": code(secret)})["Location"] == "/"
    assert client.get("/profil/").status_code == 200


def test_guessing_codes_is_stopped(protected: tuple[Member, str], client: Client) -> None:
    member, secret = protected
    sign_in(client, member)
    for _attempt in range(5):
        client.post("/compte/2fa/authenticate/", {"code": "000000"})
    answer = client.post("/compte/2fa/authenticate/", {"code": code(secret)})
    assert answer.status_code in {200, 429}
    assert client.get("/profil/")["Location"].startswith("/compte/login/")


def test_a_recovery_code_opens_once(protected: tuple[Member, str], fresh_client: Browser, client: Client) -> None:
    member, _secret = protected
    sign_in(client, member)
    recovery = Authenticator.objects.get(user=member.user, type="recovery_codes").wrap().get_unused_codes()[0]
    assert client.post("/compte/2fa/authenticate/", {"code": recovery})["Location"] == "/"
    other = Client()
    sign_in(other, member)
    assert other.post("/compte/2fa/authenticate/", {"code": recovery}).status_code == 200


def test_the_database_holds_no_seed(protected: tuple[Member, str]) -> None:
    _member, secret = protected
    with connection.cursor() as cursor:
        cursor.execute("select data::text from mfa_authenticator")
        stored = " ".join(row[0] for row in cursor.fetchall())
    assert secret not in stored
    assert stored.count("gAAAA") == 2


def test_turning_it_on_is_told_by_mail(transactional_db: None, member: Member, fresh_client: Browser) -> None:
    activate(fresh_client(member))
    assert [letter.subject for letter in mail.outbox] == ["Application d’authentification activée"]
    assert "adresse IP : 127.0.0.1" in str(mail.outbox[0].body)


def test_st_102_the_second_proof_is_changed_by_its_owner_only(
    protected: tuple[Member, str], client_for: Browser
) -> None:
    member, _secret = protected
    stale = client_for(member)
    for path in ("totp/deactivate", "recovery-codes", "recovery-codes/generate", "webauthn/add"):
        answer = stale.post(f"/compte/2fa/{path}/")
        assert answer["Location"].startswith("/compte/reauthenticate/")
    assert Authenticator.objects.filter(user=member.user).count() == 2


def test_every_page_of_the_second_proof_is_in_our_words(protected: tuple[Member, str], client: Client) -> None:
    member, secret = protected
    sign_in(client, member)
    assert "Double authentification" in client.get("/compte/2fa/authenticate/").content.decode()
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    client.post("/compte/2fa/authenticate/", {"code": code(secret)})
    client.post("/compte/reauthenticate/", {"password": PASSWORD})
    titles = {
        "": "Double authentification",
        "recovery-codes/": "Codes de secours",
        "recovery-codes/generate/": "Nouveaux codes de secours",
        "totp/deactivate/": "Désactiver l’application",
        "webauthn/add/": "Ajouter une clé d’accès",
        "webauthn/": "Clés d’accès",
    }
    for path, title in titles.items():
        page = client.get(f"/compte/2fa/{path}").content.decode()
        assert f"<h1>{title}" in page


def test_passkeys_are_offered_at_the_door(db: None, member: Member, client: Client) -> None:
    assert "Se connecter avec une clé d’accès" in client.get("/compte/login/").content.decode()
    at_an_address = client.get("/compte/login/", headers={"host": "127.0.0.1"}).content.decode()
    assert "Se connecter avec une clé d’accès" not in at_an_address
    options = client.get("/compte/2fa/webauthn/login/", headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["userVerification"] == "required"
