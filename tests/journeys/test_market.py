"""A market in a real browser: a routine written under a live preview, its suspects opened one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, PHONE, Site, sign_in

from filon.demo.logins import LOGINS

COMPANIES = "3000"


@pytest.fixture(scope="module")
def companies(site: Site) -> None:
    """A small invented directory, imported as a real one would be."""
    site.filon("demo", "directory", "--size", COMPANIES)


def shown_count(page: Page) -> int:
    """How many companies the preview counts, once it counts any."""
    counted = page.locator("#preview b.num").first
    expect(counted).to_be_visible()
    return int(re.sub(r"\D", "", counted.inner_text()))


def criterion(page: Page, place: str, field: str) -> Locator:
    """The criterion at this place, about this field, once its own inputs are drawn."""
    row = page.locator("fieldset.criterion", has=page.locator(f"#{place}-field"))
    row.get_by_label("Critère", exact=True).select_option(field)
    expect(row).to_have_attribute("data-field", field)
    return row


def changed(page: Page, before: int) -> int:
    """The count after it has become another one."""
    counted = page.locator("#preview b.num").first
    expect(counted).not_to_have_text(re.compile(rf"^{spaced(before)}$"))
    return shown_count(page)


def spaced(number: int) -> str:
    return r"\s".join(f"{number:,}".split(","))


def test_a_routine_is_written_under_its_preview_and_its_suspects_are_tagged(page: Page, companies: None) -> None:
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    narrow = write_under_the_preview(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("h1")).to_contain_text("Ateliers à voir")
    expect(page.locator("tr[data-row]").first).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile(rf"{spaced(narrow)}\ssociétés correspondent"))
    tag_the_next_two(page)
    tag_from_the_keyboard(page)
    edit_and_see_who_leaves(page)


def write_under_the_preview(page: Page) -> int:
    """Every change is answered: typing, another field, a criterion that a button drew. How many match at the end."""
    page.goto("/flux/nouveau/")
    page.get_by_label("Titre").fill("Ateliers à voir")
    expect(page.locator("#preview")).to_contain_text("Indiquez au moins un code")
    first = criterion(page, "mandatory-0", "establishments")
    first.get_by_label("Au moins").fill("1")
    everybody = shown_count(page)
    page.get_by_role("button", name="Ajouter un critère obligatoire").click()
    second = criterion(page, "mandatory-1", "department")
    second.get_by_label("Codes, séparés par des virgules").press_sequentially("59, 69, 75")
    narrow = changed(page, everybody)
    second.get_by_label("Sens").select_option(label="sauf")
    assert changed(page, narrow) == everybody - narrow
    second.get_by_label("Sens").select_option(label="parmi")
    assert changed(page, everybody - narrow) == narrow
    page.get_by_role("button", name="Ajouter un critère pondérant").click()
    typed = criterion(page, "weighting-0", "naf").get_by_label("Codes, séparés par des virgules")
    typed.fill("6")  # at once, while the form is drawn anew
    expect(page.locator("#preview")).not_to_contain_text("Indiquez au moins un code")
    expect(typed).to_have_value("6")
    criterion(page, "weighting-0", "headcount").get_by_label("Au moins").fill("1")
    expect(page.locator("#preview .why-score").first).to_contain_text(re.compile("60|40"))
    page.get_by_role("group", name="Faire de cette routine").get_by_label(LOGINS[0].first_name).check()
    return narrow


def tag_the_next_two(page: Page) -> None:
    """[Suspect suivant] leads to a company, then to another one; what is tagged stays tagged after a reload."""
    page.get_by_role("button", name="Suspect suivant").click()
    page.wait_for_url("**/societes/*/")
    first = page.url
    expect(standing(page)).to_have_css("box-shadow", re.compile("inset"))  # the frame of the default routine (CO-151)
    tag(page, "Prospect")
    page.reload()
    expect(standing(page)).to_contain_text("Prospect")
    standing(page).get_by_role("button", name="Suspect suivant").click()
    page.wait_for_url(lambda url: "/societes/" in url and url != first)
    tag(page, "Hors-cible")
    page.goto("/suspects/")
    expect(page.locator("tr[data-row]").first).to_contain_text("Prospect")
    expect(page.locator(".stat", has_text="Hors-cible")).to_have_text(re.compile(r"Hors-cible\s*1"))


def tag_from_the_keyboard(page: Page) -> None:
    """The row that is tagged leaves the list; the keyboard is on the one that took its place."""
    page.goto("/suspects/")
    row, following = (page.locator("tr[data-row]").nth(place) for place in (1, 2))
    names = [each.locator("td.m strong").inner_text() for each in (row, following)]
    row.get_by_role("button", name="Changer le tag").focus()
    page.keyboard.press("Enter")
    row.get_by_role("button", name="Client", exact=True).press("Enter")
    expect(page.locator("tr[data-row]", has_text=names[0])).to_have_count(0)
    expect(page.locator("td.m button", has_text=names[1])).to_be_focused()


def standing(page: Page) -> Locator:
    return page.locator("li", has_text="Ateliers à voir").first


def tag(page: Page, label: str) -> None:
    standing(page).get_by_role("button", name="Changer le tag").click()
    standing(page).get_by_role("button", name=label, exact=True).click()
    expect(standing(page).locator(".pill", has_text=label)).to_be_visible()


def edit_and_see_who_leaves(page: Page) -> None:
    page.goto("/flux/")
    page.get_by_role("link", name="Ateliers à voir").click()
    before = shown_count(page)
    expect(page.locator("#preview")).not_to_contain_text("sort")
    page.locator("#mandatory-1-values").fill("59")
    after = changed(page, before)
    expect(page.locator("#preview")).to_contain_text(re.compile(rf"{spaced(before - after)}\s(sort|sortent)"))
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("h1")).to_contain_text("version 2")


@pytest.mark.parametrize("viewport", [{**DESKTOP, "height": 3000}, {**PHONE, "height": 3000}], ids=["desktop", "phone"])
def test_the_pages_of_markets_are_accessible_and_fit(
    new_page: Callable[..., Page], companies: None, viewport: dict[str, int]
) -> None:
    page = new_page(viewport=viewport)  # so high that no bar lies over a row
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    page.goto("/flux/nouveau/")
    page.get_by_label("Titre").fill("Accessible")
    criterion(page, "mandatory-0", "establishments").get_by_label("Au moins").fill("1")
    shown_count(page)
    assert_accessible(page)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("tr[data-row]").first).to_be_visible()
    for url in (page.url, "/flux/", "/flux/nouveau/"):
        page.goto(url)
        assert_accessible(page)
