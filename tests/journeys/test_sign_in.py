"""Getting in."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.browser import sign_in

from filon.demo.logins import LOGINS


def test_the_sample_manager_signs_in_and_out(page):
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    expect(page.locator("body")).to_contain_text("Aujourd’hui")
    assert page.evaluate("document.documentElement.lang") == "fr"


def test_a_wrong_password_is_refused_with_a_sentence(page):
    page.goto("/compte/login/")
    page.fill("input[name=login]", LOGINS[0].email)
    page.fill("input[name=password]", "pas le bon mot de passe")
    page.click("form:has(input[name=password]) button[type=submit]")
    expect(page.locator("main")).to_contain_text("ne sont pas les bons")
    assert "/compte/login" in page.url
