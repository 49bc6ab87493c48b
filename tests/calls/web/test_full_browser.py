"""The pages of Full in a real browser: they fit, machines find no fault with them, and extracts are heard."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, PHONE, Site, sign_in
from tests.calls.web.sampled import RUN

from filon.config.env import CHECKOUT
from filon.demo.logins import LOGINS

NewPage = Callable[..., Page]
WHO = "Claire Martin"


@pytest.fixture(scope="module")
def campaign(site: Site) -> str:
    """The address of a campaign with a row of every status."""
    made = subprocess.run(
        [sys.executable, "-c", RUN],
        env=site.environment, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-4000:]
    return f"/appels/{made.stdout.strip()}/"


def opened(new_page: NewPage, **options: object) -> Page:
    """Signed in; nothing moves, so that colours are looked at as they stay."""
    page = new_page(reduced_motion="reduce", **options)
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    return page


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_full_are_accessible_and_fit(
    new_page: NewPage, campaign: str, viewport: dict[str, int], scheme: str
) -> None:
    page = opened(new_page, viewport=viewport, color_scheme=scheme)
    pages = [f"{campaign}{tab}" for tab in ("", "?status=ivr", "?q=personne", "graphiques/", "importer/", "reglages/")]
    for url in (*pages, "/appels/nouvelle/", "/appels/nouvelle/reglages/?scenario=full", "/reglages/telephonie/"):
        page.goto(url)
        assert_accessible(page)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_panel_and_the_comment_of_a_row_are_accessible(
    new_page: NewPage, campaign: str, viewport: dict[str, int]
) -> None:
    page = opened(new_page, viewport=viewport)
    page.goto(f"{campaign}?q=claire martin")
    page.get_by_role("link", name=WHO).click()
    expect(page.get_by_role("dialog", name=WHO)).to_be_visible()
    page.get_by_text("La conversation").click()
    expect(page.get_by_text("remplacé par quelqu’un")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Modifier le commentaire").click()
    expect(page.get_by_role("dialog", name="Commentaire")).to_be_visible()
    assert_accessible(page)


def test_st_53_extracts_are_played_from_the_keyboard_one_after_another(new_page: NewPage, campaign: str) -> None:
    page = opened(new_page)
    page.goto(f"{campaign}?q=claire martin")
    page.get_by_role("button", name="Écouter les extraits").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Extraits")).to_be_visible()
    extracts = page.locator("dialog [data-extract]")
    expect(extracts).to_have_count(2)
    expect(extracts.nth(1)).to_contain_class("playing")
    assert_accessible(page)
    assert [player.evaluate("it => it.error") for player in extracts.locator("audio").all()] == [None, None]
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Extraits")).to_have_count(0)


def test_st_55_a_comment_is_rewritten_where_the_list_is_read(new_page: NewPage, campaign: str) -> None:
    page = opened(new_page)
    page.goto(f"{campaign}?q=claire martin")
    page.get_by_role("button", name="Lire le commentaire").click()
    page.get_by_role("textbox", name="Commentaire").fill("Rappeler après le salon.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Commentaire enregistré.")).to_be_visible()
    expect(page.get_by_role("button", name="Lire le commentaire")).to_have_attribute(
        "title", "Rappeler après le salon."
    )
