"""A sequence written in a real browser: the preview follows whatever changes."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.browser import sign_in

from filon.demo.logins import LOGINS


def test_the_preview_follows_also_after_a_button_redrew_the_form(page: Page) -> None:
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    page.goto("/sequences/nouvelle/?modele=vide")
    preview = page.locator("#preview")
    first = page.locator("[data-step]").first
    first.get_by_label("Message").fill("Bonjour, une question sur vos fours.")
    expect(preview).to_contain_text("une question sur vos fours")
    page.get_by_role("button", name="Ajouter un e-mail").click()
    expect(page.locator("[data-step]")).to_have_count(2)
    first.get_by_label("Message").fill("Bonjour, une question sur vos tours.")
    expect(preview).to_contain_text("une question sur vos tours")
    page.locator("[data-step]").nth(1).get_by_label("Message").fill("Je reviens vers vous.")
    expect(preview).to_contain_text("Je reviens vers vous.")
