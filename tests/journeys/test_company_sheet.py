"""A company's sheet in a real browser: a suspect is opened, one of its people unlocked, a note written, a tag set."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, PHONE, Site, sign_in

from filon.demo.logins import LOGINS

COMPANIES = "3000"
ROUTINE = "Fiches à ouvrir"
KNOWN = "vivarais"
"""A company of the sample of which much is known: software, news, notes, people."""
NO_TELEPHONE = """document.addEventListener("click", (event) => {
  if (event.target.closest('a[href^="tel:"]')) event.preventDefault();
})"""
"""A browser asks which program telephones, and takes no other click until somebody answers: nobody would here."""


@pytest.fixture(scope="module")
def companies(site: Site) -> None:
    """A small invented directory, imported as a real one would be; its register answers too."""
    site.filon("demo", "directory", "--size", COMPANIES)


def test_from_the_next_suspect_to_an_unlocked_person_a_note_a_call_and_a_tag(page: Page, companies: None) -> None:
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    write_a_routine(page)
    page.get_by_role("button", name="Suspect suivant").click()
    page.wait_for_url("**/societes/*/")
    sheet = page.url
    name = unlock_somebody(page)
    write_a_note(page)
    note_a_call(page, name)
    declare_software(page)
    report_a_mistake(page)
    tag(page, "Prospect")
    page.goto(sheet)
    expect(page.locator("article.person.orange")).to_contain_text(name)
    expect(page.locator("#timeline")).to_contain_text("Rencontrés au salon")
    expect(standing(page)).to_contain_text("Prospect")
    expect(page.locator("#parks")).to_contain_text("Sylob")


def write_a_routine(page: Page) -> None:
    page.goto("/flux/nouveau/")
    page.get_by_label("Titre").fill(ROUTINE)
    row = page.locator("fieldset.criterion", has=page.locator("#mandatory-0-field"))
    row.get_by_label("Critère", exact=True).select_option("establishments")
    expect(row).to_have_attribute("data-field", "establishments")
    row.get_by_label("Au moins").fill("1")
    expect(page.locator("#preview b.num").first).to_be_visible()
    page.get_by_role("group", name="Faire de cette routine").get_by_label(LOGINS[0].first_name).check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("tr[data-row]").first).to_be_visible()


def unlock_somebody(page: Page) -> str:
    """The register is asked, its people come as white cards, and the arrow makes one orange. The name on the card."""
    page.get_by_role("button", name="Demander", exact=True).click()
    white = page.locator("article.person.white")
    expect(white.first).to_be_visible()
    card = white.filter(has=page.locator("button.unlock")).first
    name = card.locator("strong").inner_text()
    card.get_by_role("button", name=re.compile("à vos contacts")).click()
    expect(page.locator("article.person.orange")).to_contain_text(name)
    return name


def write_a_note(page: Page) -> None:
    timeline = page.locator("#timeline")
    timeline.get_by_role("link", name="Notes").click()
    timeline.get_by_role("button", name="Nouvelle note").click()
    editor = page.locator("dialog.corner")
    box = editor.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] > DESKTOP["width"] - 40
    assert box["y"] + box["height"] > DESKTOP["height"] - 40
    editor.get_by_label("Votre note").fill("Rencontrés au salon")
    editor.get_by_role("button", name="Enregistrer").click()
    expect(timeline).to_contain_text("Rencontrés au salon")
    expect(editor).to_have_count(0)


def note_a_call(page: Page, name: str) -> None:
    """A number is typed on the card, clicked, and the editor of the call is there with that person."""
    page.get_by_role("button", name=f"Modifier {name}").click()
    page.locator("dialog").get_by_label("Mobile").fill("06 39 98 00 12")
    page.locator("dialog").get_by_role("button", name="Enregistrer").click()
    number = page.locator("#people").get_by_role("link", name="06 39 98 00 12")
    expect(number).to_have_attribute("href", "tel:+33639980012")
    page.evaluate(NO_TELEPHONE)
    number.click()
    editor = page.locator("dialog.corner")
    expect(editor.get_by_label("Personne et numéro")).to_have_value(re.compile(":mobile$"))
    expect(editor.locator("#call-number a")).to_have_attribute("href", "tel:+33639980012")
    editor.get_by_label("Votre note").fill("Rappelle jeudi")
    editor.get_by_role("button", name="Enregistrer").click()
    expect(editor).to_have_count(0)
    page.locator("#timeline").get_by_role("link", name="Appels").click()
    expect(page.locator("#timeline")).to_contain_text("Rappelle jeudi")
    expect(page.locator("#timeline")).not_to_contain_text("Rencontrés au salon")
    page.locator("#timeline").get_by_role("link", name="Tout").click()


def declare_software(page: Page) -> None:
    page.get_by_role("button", name="Déclarer un logiciel").click()
    dialog = page.locator("dialog")
    dialog.locator("[name=software]").fill("Sylob")
    dialog.get_by_label("Intégrateur").fill("Cap Informatique")
    dialog.get_by_role("button", name="Enregistrer").click()
    park = page.locator("#parks details", has_text="Sylob")
    expect(park).to_be_visible()
    park.locator("summary").click()
    park.get_by_role("button", name="Donner un avis").click()
    dialog.get_by_label("Ce que vous en savez").fill("Tient la route")
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(park.get_by_text("Tient la route")).to_be_visible()
    expect(park.get_by_text("Cap Informatique")).to_be_visible()


def report_a_mistake(page: Page) -> None:
    page.get_by_role("button", name="Signaler une erreur").click()
    page.locator("dialog").get_by_label("Ce qui serait juste").fill("A déménagé à Rodez")
    page.locator("dialog").get_by_role("button", name="Signaler").click()
    expect(page.locator("#company")).to_contain_text("1 erreur signalée")
    page.goto("/reglages/erreurs/")
    page.get_by_role("button", name="Clore").click()
    page.locator("dialog").get_by_label("Ce qui a été fait").fill("Adresse corrigée")
    page.locator("dialog").get_by_role("button", name="Clore").click()
    expect(page.locator("#list")).to_contain_text("Adresse corrigée")
    page.go_back()
    expect(page.locator("#company")).to_be_visible()


def standing(page: Page) -> Locator:
    return page.locator("li", has_text=ROUTINE).first


def tag(page: Page, label: str) -> None:
    standing(page).get_by_role("button", name="Changer le tag").click()
    page.get_by_role("button", name=label, exact=True).click()
    expect(standing(page).locator(".pill").first).to_have_text(label)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_sheet_fits_and_can_be_used_by_everybody(new_page, site: Site, viewport, scheme: str) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    page.goto(f"/societes/?q={KNOWN}")
    page.locator("tbody a.who").first.click()
    expect(page.locator("#timeline")).to_be_visible()
    for fold in page.locator("details.fold > summary").all():
        fold.click()
    assert_accessible(page)
