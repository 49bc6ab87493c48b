"""A switchboard asks for silence by mail: noted, looked up, and taken back once they change their mind."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.accessibility import assert_accessible
from tests.browser import PHONE, Site, sign_in
from tests.desk.test_journey import run
from tests.factories import PASSWORD

EMAIL = "silence@equipe.example"
MANAGER = f"""
from allauth.account.models import EmailAddress
from tests.factories import make_manager
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
workspace, new = Workspace.objects.get_or_create(slug="silence", defaults={{"name": "Atelier du silence"}})
if new:
    with scope(workspace.id):
        user = make_manager(workspace, email={EMAIL!r}).user
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
"""


def test_a_wish_noted_by_hand_is_found_under_any_spelling_and_taken_back(
    site: Site, new_page: Callable[..., Page]
) -> None:
    run(site, MANAGER)
    page = new_page()
    sign_in(page, email=EMAIL, password=PASSWORD)
    page.goto("/reglages/oppositions/")
    expect(page.get_by_text("Personne sur la liste")).to_be_visible()

    page.keyboard.press("/")
    page.keyboard.type("01 99 00 00 41")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Pas sur la liste")).to_be_visible()
    page.get_by_label("Qui l’a demandé, et comment").fill("courriel du standard")
    page.get_by_role("button", name="Ajouter à la liste").click()
    expect(page.get_by_role("cell", name="courriel du standard")).to_be_visible()
    assert_accessible(page)

    phone = new_page(viewport=PHONE, color_scheme="dark")
    sign_in(phone, email=EMAIL, password=PASSWORD)
    phone.goto("/reglages/oppositions/?q=%2B33199000041")
    expect(phone.get_by_role("button", name="Retirer de la liste")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("button", name="Retirer de la liste").click()
    phone.get_by_role("alertdialog").get_by_role("button", name="Retirer de la liste").click()
    expect(phone.get_by_text("Pas sur la liste")).to_be_visible()

    page.reload()
    expect(page.get_by_text("Pas sur la liste")).to_be_visible()
