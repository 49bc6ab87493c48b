"""A follow-up in a real browser: set from the sheet, explained by a note, found in Relances, moved, handled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, PHONE, Site, sign_in

from filon.demo.logins import LOGINS

COMPANY = "Fonderie du Vivarais"
NOTE = "Budget voté, décision au printemps."


def test_co_161_co_91_co_90_co_170_from_the_sheet_to_the_list_and_back(page: Page, site: Site) -> None:
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    open_sheet(page)
    plan(page, days=0)
    reason = page.locator("dialog.corner")
    expect(reason).to_contain_text("Une note est recommandée")
    expect(reason.get_by_label("Votre note")).to_be_focused()
    page.keyboard.type(NOTE)
    reason.get_by_role("button", name="Enregistrer la note").click()
    expect(reason).to_have_count(0)
    expect(page.locator("#follow-up")).to_contain_text(NOTE)
    expect(page.locator("#timeline")).to_contain_text("Relance prévue le")
    page.get_by_role("navigation").get_by_role("link", name="Relances").first.click()
    expect(line(page, "#due")).to_contain_text("aujourd’hui")
    expect(line(page, "#due").locator("p").last).to_have_text(NOTE)
    planned_on = line(page, "#due").get_by_label("Date de la relance")
    planned_on.fill((date.fromisoformat(planned_on.input_value()) + timedelta(days=2)).isoformat())
    expect(line(page, "#coming")).to_contain_text(NOTE)
    line(page, "#coming").get_by_label("Priorité de la relance").select_option("1")
    expect(page.locator(".toast", has_text="Priorité : haute.")).to_be_visible()
    line(page, "#coming").get_by_role("link", name=COMPANY).click()
    page.wait_for_url("**/societes/*/")
    expect(page.locator("#follow-up")).to_contain_text("Priorité haute")
    page.locator("#follow-up").get_by_role("button", name="Traitée").click()
    expect(page.locator("#follow-up")).to_contain_text("Personne ne suit cette société")
    expect(page.locator("#timeline")).to_contain_text("Relance traitée")


def test_the_list_is_worked_through_with_the_keyboard_and_a_deletion_is_taken_back(page: Page, site: Site) -> None:
    sign_in(page, email=LOGINS[1].email, password=LOGINS[1].password)
    open_sheet(page, "Imprimerie Lemoine")
    plan(page, days=0)
    page.locator("dialog.corner").get_by_role("button", name="Sans note").click()
    page.goto("/relances/")
    page.keyboard.press("j")
    expect(page.locator("[data-row] [data-handle]").first).to_be_focused()
    page.keyboard.press("e")
    expect(page.locator("#due [data-row]")).to_have_count(0)
    page.locator(".toast").get_by_role("button", name="Annuler").click()
    expect(page.locator("#due [data-row]")).to_have_count(1)
    page.locator("#due").get_by_role("button", name="Supprimer la relance").click()
    expect(page.locator("#due")).to_contain_text("Aucune relance à traiter")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_follow_ups_fit_and_can_be_used_by_everybody(new_page, site: Site, viewport, scheme: str) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    page.goto("/relances/?q=rien-du-tout")
    assert_accessible(page)
    open_sheet(page, "Transports Berthier")
    plan(page, days=1)
    assert_accessible(page)
    page.locator("dialog.corner").get_by_role("button", name="Sans note").click()
    assert_accessible(page)
    page.goto("/relances/")
    expect(page.locator("#coming [data-row]").first).to_be_visible()
    assert_accessible(page)


def open_sheet(page: Page, name: str = COMPANY) -> None:
    page.goto(f"/societes/?q={name}")
    page.locator("tbody a.who", has_text=name).click()
    page.wait_for_url("**/societes/*/")
    expect(page.locator("#follow-up")).to_be_visible()


def plan(page: Page, *, days: int) -> None:
    """[Suivi par +] with what it offers, so many days ahead."""
    page.locator("#follow-up > header").get_by_role("button").click()
    dialog = page.locator("dialog.corner")
    dialog.get_by_role("button", name="Demain" if days else "Aujourd’hui").click()
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(dialog.get_by_label("Votre note")).to_be_visible()


def line(page: Page, column: str) -> Locator:
    return page.locator(f"{column} [data-row]", has_text=COMPANY)
