"""An account's life in a real browser, with mails that really leave by SMTP: the sandbox catches them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests.browser import Site, sign_in

PASSWORD = "un mot de passe solide"
MAIL_WITHIN_S = 60
START = """
import django; django.setup()
from filon.kernel.clock import SystemClock
import sys
from filon.tenants import operations
from filon.tenants.operations.users import NewUser
from filon.tenants.operations.workspaces import NewWorkspace
person = NewUser(email=sys.argv[1], password=sys.argv[2], first_name="Odile", last_name="Ferrand")
operations.create_workspace(
    NewWorkspace(name="Atelier Ferrand"), manager=operations.create_user(person), at=SystemClock().now()
)
"""


@pytest.fixture
def odile(site: Site) -> str:
    """The address of a manager who can sign in, a new one for each test."""
    email = f"odile{time.time_ns()}@atelier.example"
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "filon.config.settings"}
    subprocess.run([sys.executable, "-c", START, email, PASSWORD], env=environment, check=True, timeout=60)
    return email


def link_mailed_to(site: Site, recipient: str, *, subject: str) -> str:
    """The address in the newest mail that the sandbox caught for somebody; waits for it."""
    deadline = time.monotonic() + MAIL_WITHIN_S
    while time.monotonic() < deadline:
        with site.owner() as database:
            rows = database.execute(
                "select raw from demo_sandboxmail where recipient = %s and subject = %s order by id desc limit 1",
                [recipient, subject],
            ).fetchall()
        if rows:
            mail = message_from_bytes(bytes(rows[0][0]), policy=policy.default)
            body = mail.get_body()
            assert body is not None
            (link,) = re.findall(r"http://\S+", body.get_content())
            return str(link)
        time.sleep(0.2)
    raise AssertionError(f"no mail “{subject}” for {recipient}")


def test_st_1_a_forgotten_password_in_a_browser(site: Site, odile: str, page: Page) -> None:
    page.goto("/compte/login/")
    page.get_by_role("link", name="Mot de passe oublié ?").click()
    page.get_by_label("Adresse e-mail").fill(odile)
    page.get_by_role("button", name="Envoyer le lien").click()
    expect(page.get_by_role("heading", name="Regardez vos e-mails")).to_be_visible()
    page.goto(link_mailed_to(site, odile, subject="Choisissez un nouveau mot de passe"))
    page.get_by_label("Nouveau mot de passe").fill(PASSWORD)
    page.get_by_label("Le même mot de passe, encore").fill(PASSWORD)
    page.get_by_role("button", name="Enregistrer le mot de passe").click()
    expect(page.get_by_role("heading", name="Mot de passe changé")).to_be_visible()
    sign_in(page, email=odile, password=PASSWORD)
    expect(page.get_by_role("button", name="Compte de Odile Ferrand")).to_be_visible()


def test_a_colleague_is_invited_and_joins(site: Site, odile: str, page: Page, new_page: Callable[..., Page]) -> None:
    guest = f"guest{time.time_ns()}@atelier.example"
    sign_in(page, email=odile, password=PASSWORD)
    page.goto("/espace/equipe/")
    page.get_by_role("button", name="Inviter").click()
    confirm_identity(page)
    page.get_by_role("button", name="Inviter").click()
    page.get_by_role("dialog").get_by_label("Adresse e-mail").fill(guest)
    page.get_by_role("button", name="Envoyer l’invitation").click()
    expect(page.get_by_role("cell", name=guest)).to_be_visible()
    theirs = new_page()
    theirs.goto(link_mailed_to(site, guest, subject="Invitation à rejoindre Atelier Ferrand sur Filon"))
    theirs.get_by_label("Prénom").fill("Noé")
    theirs.get_by_label("Nom", exact=False).nth(1).fill("Blanc")
    theirs.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    theirs.get_by_label("Le même mot de passe, encore").fill(PASSWORD)
    theirs.get_by_role("button", name="Créer mon compte").click()
    expect(theirs.get_by_role("button", name="Compte de Noé Blanc")).to_be_visible()
    page.goto("/espace/equipe/")
    expect(page.get_by_text("Noé Blanc")).to_be_visible()


def confirm_identity(page: Page) -> None:
    """The page that asks who is there before something sensitive."""
    expect(page.get_by_role("heading", name="Confirmez votre identité")).to_be_visible()
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Confirmer").click()
    page.wait_for_url(lambda url: "/compte/" not in url)


def test_ol_8_a_photo_appears_at_the_bottom_left(odile: str, page: Page) -> None:
    kept = BytesIO()
    Image.new("RGB", (300, 200), "#e17609").save(kept, "PNG")
    sign_in(page, email=odile, password=PASSWORD)
    page.goto("/profil/")
    page.get_by_label("Photo").set_input_files({"name": "moi.png", "mimeType": "image/png", "buffer": kept.getvalue()})
    page.locator("form", has=page.locator("input[type=file]")).get_by_role("button", name="Enregistrer").click()
    avatar = page.locator(".me-button img.avatar")
    expect(avatar).to_be_visible()
    page.wait_for_function("image => image.naturalWidth === 256", arg=avatar.element_handle())
    box = avatar.bounding_box()
    assert box is not None
    assert box["x"] < 60
    assert box["y"] > 700


def test_ol_6_the_language_changes_in_the_profile(odile: str, page: Page) -> None:
    sign_in(page, email=odile, password=PASSWORD)
    page.goto("/profil/")
    page.locator("select[name=language]").select_option("en")
    save = page.locator("form", has=page.locator("select[name=language]")).locator("button[type=submit]")
    save.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("select[name=language]").select_option("fr")
    save.click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_a_key_is_copied_and_opens_the_api(site: Site, odile: str, page: Page) -> None:
    sign_in(page, email=odile, password=PASSWORD)
    page.goto("/espace/cles/nouvelle/")
    confirm_identity(page)
    page.get_by_label("Nom").fill("Tableau de bord")
    page.get_by_role("button", name="Créer la clé").click()
    secret = page.locator("[data-copy]").get_attribute("data-copy")
    answer = page.request.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json()["workspace"]["name"] == "Atelier Ferrand"
    page.goto("/espace/cles/")
    expect(page.get_by_role("row", name="Tableau de bord").first).to_be_visible()
    assert str(secret) not in page.content()


def test_a_passkey_opens_without_a_password(site: Site, odile: str, page: Page) -> None:
    named = site.url.replace("127.0.0.1", "localhost")
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.goto(f"{named}/compte/login/")
    page.fill("input[name=login]", odile)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    page.wait_for_url(lambda url: "/compte/login" not in url)
    page.goto(f"{named}/compte/2fa/webauthn/add/")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Confirmer").click()
    page.get_by_label("Nom").fill("Mon téléphone")
    page.get_by_label("Entrer sans mot de passe").check()
    page.get_by_role("button", name="Ajouter").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    page.context.clear_cookies()
    page.goto(f"{named}/compte/login/")
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    expect(page.get_by_role("button", name="Compte de Odile Ferrand")).to_be_visible()


AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
