"""Alerts in a real browser: a rule over tagged companies, a project, and a notice on each recipient's day."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, PHONE, Site, sign_in

from filon.demo.logins import LOGINS
from filon.demo.sample_alerts import PROJECTS

MANAGER, MEMBER = LOGINS[0], LOGINS[1]
ROUTINE, RULE, PROJECT = "Marché des progiciels", "Projets de mes prospects", "Changer de progiciel"


@pytest.fixture(scope="module")
def companies(site: Site) -> None:
    """A small invented directory, imported as a real one would be."""
    site.filon("demo", "directory", "--size", "3000")


def test_co_196_and_co_203_a_rule_tells_its_recipients_until_one_is_not_interested(
    new_page: Callable[..., Page], companies: None
) -> None:
    page = new_page(viewport=DESKTOP)
    sign_in(page, email=MANAGER.email, password=MANAGER.password)
    company = tag_a_prospect(page)
    write_the_rule(page)
    tell_of_a_project(page, company)
    colleague = new_page(viewport=DESKTOP)
    sign_in(colleague, email=MEMBER.email, password=MEMBER.password)
    line = colleague.locator("li.task", has_text=PROJECT)
    expect(line).to_contain_text(RULE)
    line.get_by_role("button", name="Vu").last.click()
    expect(line).to_have_count(0)
    phone = new_page(viewport=PHONE)
    sign_in(phone, email=MEMBER.email, password=MEMBER.password)
    phone.goto(page.url)
    phone.get_by_role("button", name="Pas intéressant").click()
    expect(phone.get_by_text("a coupé les avis")).to_be_visible()
    bring_up_to_date(page)
    phone.goto("/")
    expect(phone.locator("h1")).to_be_visible()
    expect(phone.locator("li.task", has_text=PROJECT)).to_have_count(0)


def tag_a_prospect(page: Page) -> str:
    """A routine over the whole directory; its first suspect becomes a prospect. The address of that company."""
    page.goto("/flux/nouveau/")
    page.get_by_label("Titre").fill(ROUTINE)
    row = page.locator("fieldset.criterion", has=page.locator("#mandatory-0-field"))
    row.get_by_label("Critère", exact=True).select_option("establishments")
    expect(row).to_have_attribute("data-field", "establishments")
    row.get_by_label("Au moins").fill("1")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("tr[data-row]").first).to_be_visible()
    page.get_by_role("button", name="Suspect suivant").click()
    page.wait_for_url("**/societes/*/")
    standing = page.locator("li", has_text=ROUTINE).first
    standing.get_by_role("button", name="Changer le tag").click()
    standing.get_by_role("button", name="Prospect", exact=True).click()
    expect(standing.locator(".pill", has_text="Prospect")).to_be_visible()
    return page.url


def write_the_rule(page: Page) -> None:
    """Saved without recipients it is inactive and says so; with everything filled it works (CO-194)."""
    page.goto("/alertes/")
    page.get_by_role("link", name="Règles", exact=True).click()
    page.get_by_role("link", name="Nouvelle règle").first.click()
    page.get_by_label("Titre de la règle").fill(RULE)
    page.get_by_label("Flux de suspects").select_option(label=ROUTINE)
    page.get_by_label("Prospect", exact=True).check(force=True)
    page.get_by_label("ERP", exact=True).check(force=True)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("main")).to_contain_text("Il manque les destinataires.")
    for login in (MANAGER, MEMBER):
        page.get_by_role("checkbox", name=f"{login.first_name} {login.last_name}").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("h1 .pill")).to_have_text("Active")


def tell_of_a_project(page: Page, company: str) -> None:
    """From the page of the company."""
    page.goto(company)
    page.get_by_role("button", name="Ajouter un projet").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Titre").fill(PROJECT)
    dialog.get_by_label("Contexte").fill("Un progiciel de 2009, plus maintenu.")
    dialog.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url("**/alertes/*/")
    expect(page.locator("h1")).to_contain_text(PROJECT)


def bring_up_to_date(page: Page) -> None:
    page.goto(f"/alertes/?q={PROJECT}")
    page.locator("tr[data-row] a").first.click()
    page.get_by_role("button", name="Mettre à jour").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Ce qui a été appris").fill("Budget voté.")
    dialog.get_by_label("Maturité").select_option(label="Achat")
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Budget voté.")).to_be_visible()
    expect(page.locator("aside .pill", has_text="Achat")).to_be_visible()


@pytest.mark.parametrize("viewport", [{**DESKTOP, "height": 3000}, {**PHONE, "height": 3000}], ids=["desktop", "phone"])
def test_the_pages_of_alerts_are_accessible_and_fit(new_page: Callable[..., Page], viewport: dict[str, int]) -> None:
    page = new_page(viewport=viewport)  # so high that no bar lies over a row
    sign_in(page, email=MANAGER.email, password=MANAGER.password)
    page.goto(f"/alertes/?q={PROJECTS[0].title}")
    project = page.locator("tr[data-row] a").first.get_attribute("href")
    paths = ["", "regles/", "regles/nouvelle/", "importer/", "reglages/", "echange/"]
    for path in (*(f"/alertes/{path}" for path in paths), project):
        page.goto(str(path))
        assert_accessible(page)
    page.get_by_role("button", name="Mettre à jour").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.evaluate("async () => { await Promise.all(document.getAnimations().map(one => one.finished)) }")
    assert_accessible(page)
