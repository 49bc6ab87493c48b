"""What browsers are told, and what they must send: forgery, framing, cookies, scripts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.test import Client
from tests.factories import PASSWORD, make_manager
from tests.security.routes import pages

from filon.config.env import CHECKOUT
from filon.tenants import operations
from filon.tenants.models import Member, User, Workspace
from filon.tenants.operations.users import NewUser
from filon.tenants.permissions import Who

Browser = Callable[[Member], Client]
POSTS = [route for route in pages() if route.rule and route.rule.who in {Who.MEMBER, Who.MANAGER, Who.SIGNED_IN}]


@pytest.fixture
def manager(workspace: Workspace) -> Member:
    return make_manager(workspace, first_name="Claire")


def strict(member: Member) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_no_page_accepts_a_forged_post(manager: Member) -> None:
    browser = strict(manager)
    answers = {route.name: browser.post(route.path).status_code for route in POSTS}
    assert {name: status for name, status in answers.items() if status != 403} == {}
    assert len(answers) > 40


def test_signing_in_needs_the_token_of_the_page(manager: Member) -> None:
    browser = Client(enforce_csrf_checks=True)
    form = {"login": manager.user.email, "password": PASSWORD}
    assert browser.post("/compte/login/", form).status_code == 403
    page = browser.get("/compte/login/").content.decode()
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[:1])
    assert browser.post("/compte/login/", {**form, "csrfmiddlewaretoken": token}).status_code != 403


def test_a_token_from_another_site_is_refused(manager: Member) -> None:
    browser = strict(manager)
    page = browser.get("/profil/").content.decode()
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    form = {"language": "en", "time_zone": "UTC", "theme": "dark", "csrfmiddlewaretoken": token}
    forged = browser.post("/profil/", form, headers={"origin": "https://attaque.example"})
    assert forged.status_code == 403
    assert User.objects.get(pk=manager.user_id).language == "fr"


@pytest.mark.parametrize("path", ["/compte/login/", "/profil/", "/espace/", "/api/v1/docs/", "/nowhere/"])
def test_every_page_refuses_frames_and_foreign_scripts(manager: Member, client_for: Browser, path: str) -> None:
    answer = client_for(manager).get(path)
    policy = answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


def test_no_page_carries_code_or_style_of_its_own(fresh: Client) -> None:
    """Under the policy they would be dead; an attribute that slipped in is a mistake of the page."""
    looked_at = 0
    for route in pages():
        answer = fresh.get(route.path)
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            page = re.sub(r"<code>.*?</code>|<pre.*?</pre>", "", answer.content.decode(), flags=re.DOTALL)
            assert [(route.name, found) for found in FORBIDDEN.findall(page)] == []
            looked_at += 1
    assert looked_at > 25


FORBIDDEN = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>"  # code in the page
    r"|<[a-z][^>]*\s(?:style|on[a-z]+)="  # style or code in an attribute
    r"|(?:src|href|action)=\"(?:https?:)?//(?!testserver)[^\"]*"  # something of another site
)


@pytest.fixture
def fresh(manager: Member) -> Client:
    client = Client()
    client.force_login(manager.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post("/compte/reauthenticate/", {"password": PASSWORD})
    return client


def test_cookies_are_closed_to_scripts_and_to_other_sites(db: None) -> None:
    user = operations.create_user(NewUser(email="claire@atelier.example", password=PASSWORD))
    browser = Client()
    browser.get("/compte/login/")
    browser.post("/compte/login/", {"login": user.email, "password": PASSWORD})
    browser.post("/langue/setlang/", {"language": "en"})
    assert set(browser.cookies) >= {"filon_session", "filon_csrf"}
    for cookie in browser.cookies.values():
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_over_tls_cookies_and_browsers_stay_there() -> None:
    """Settings read in a process of its own, as an installation behind a TLS proxy has them."""
    program = (
        "from filon.config import settings as s; print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31536000, s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN)"
    )
    environment = {**os.environ, "FILON_PUBLIC_URL": "https://filon.example"}
    told = subprocess.run(
        [sys.executable, "-c", program], env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["True", "True", "True", "True", "False"]


def test_a_session_is_renewed_at_sign_in(manager: Member) -> None:
    """A session fixed beforehand by somebody else is not the one that is signed in."""
    browser = Client()
    browser.get("/compte/login/")
    browser.session.save()
    before = browser.session.session_key
    browser.force_login(manager.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.session.session_key != before


def test_an_error_page_tells_nothing_of_the_inside(manager: Member, client_for: Browser) -> None:
    page = client_for(manager).get("/nowhere/").content.decode()
    assert "Traceback" not in page
    assert "urlpatterns" not in page
