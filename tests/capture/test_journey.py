"""The settings of what is followed, in a browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.accessibility import assert_accessible
from tests.browser import PHONE, sign_in

from filon.demo.logins import LOGINS

WITHIN = "[...document.querySelectorAll('.copy')].every(e => e.getBoundingClientRect().right <= innerWidth)"


def test_a_manager_follows_a_site_and_chooses_whose_clicks_are_counted(new_page: Callable[..., Page]) -> None:
    page = new_page()
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    page.goto("/reglages/sites/")
    page.get_by_role("button", name="Ajouter un site").click()
    page.get_by_label("Adresse du site").fill("https://boutique.example")
    page.get_by_role("dialog").get_by_role("button", name="Ajouter").click()
    expect(page.locator("#sites")).to_contain_text("boutique.example")
    expect(page.locator("main")).to_contain_text("/t.js")
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(
        "[...document.querySelectorAll('.copy')].every(e => e.getBoundingClientRect().right <= innerWidth)"
    )
    page.goto("/reglages/suivi/")
    assert_accessible(page)
    page.get_by_role("radio", name="De ceux qui ont donné leur accord").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Réglages enregistrés.")).to_be_visible()
    expect(page.get_by_role("radio", name="De ceux qui ont donné leur accord")).to_be_checked()
    page.get_by_role("radio", name="De tous ceux qui ne s’y opposent pas").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("radio", name="De tous ceux qui ne s’y opposent pas")).to_be_checked()
