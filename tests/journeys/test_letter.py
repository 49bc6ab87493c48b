"""A message written by hand in a real browser: from the envelope of a card to the timeline, once called back."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, PHONE, Site, sign_in

from filon.demo.logins import LOGINS

KNOWN = "vivarais"
"""A company of the sample that has people with an address."""
SUBJECT = "Votre atelier de décembre"
SAVING = re.compile(r"/[0-9a-f-]{36}/[^/]+/[0-9a-f-]{36}/$")


def open_sheet(page: Page) -> None:
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    page.goto(f"/societes/?q={KNOWN}")
    page.locator("tbody a.who").first.click()
    expect(page.locator("#timeline")).to_be_visible()


def editor(page: Page) -> Locator:
    return page.locator("dialog.writer")


def write(page: Page) -> None:
    """The envelope of the first card, its words, and the mail as it will be read."""
    page.locator("#people").get_by_role("button", name=re.compile("^Écrire à ")).first.click()
    editor(page).get_by_label("Objet").fill(SUBJECT)
    editor(page).get_by_label("Message").fill("Bonjour {{ prenom | Madame, Monsieur }},\n\nEn parlons-nous jeudi ?")
    shown = page.locator("#draft-aside")
    expect(shown).to_contain_text("En parlons-nous jeudi ?")
    expect(shown).not_to_contain_text("{{ prenom")
    expect(page.locator("#draft-said")).to_contain_text("Brouillon enregistré")


def test_from_the_envelope_to_the_timeline_with_a_second_thought(page: Page, site: Site) -> None:
    open_sheet(page)
    write(page)
    tomorrow = (datetime.now().astimezone() + timedelta(days=1)).strftime("%Y-%m-%dT09:00")
    editor(page).get_by_text("Moment, priorité, lien").click()
    editor(page).get_by_label("Envoyer plus tard").fill(tomorrow)
    editor(page).get_by_role("button", name="Envoyer", exact=True).click()
    expect(editor(page)).to_have_count(0)
    expect(page.locator("#timeline")).to_contain_text("E-mail prévu")
    mine = page.locator("#beside li", has_text=SUBJECT)
    mine.get_by_role("button", name="Annuler l’envoi").click()
    mine.get_by_role("button", name="Continuer").click()
    expect(editor(page).get_by_label("Objet")).to_have_value(SUBJECT)
    editor(page).get_by_label("Envoyer plus tard").fill("")
    editor(page).get_by_role("button", name="Envoyer", exact=True).click()
    expect(editor(page)).to_have_count(0)
    page.locator("#timeline").get_by_role("link", name="E-mails").click()
    sent = page.locator("#timeline li", has_text=SUBJECT).filter(has_text="E-mail envoyé")
    expect(sent).to_have_count(1)
    expect(sent).to_contain_text(f"écrit par {LOGINS[0].first_name}")
    page.locator("#timeline").get_by_role("button", name="Nouvel e-mail").click()
    expect(editor(page)).to_be_visible()


def test_words_typed_while_the_subject_is_being_saved_are_in_the_preview(page: Page, site: Site) -> None:
    held: list[Route] = []
    open_sheet(page)
    page.locator("#people").get_by_role("button", name=re.compile("^Écrire à ")).first.click()
    expect(page.locator("#draft-aside")).to_contain_text("(sans objet)")
    page.route(SAVING, lambda route: held.append(route) if not held else route.continue_())
    editor(page).get_by_label("Objet").fill(SUBJECT)
    with page.expect_request(SAVING):
        editor(page).get_by_label("Message").focus()
    editor(page).get_by_label("Message").fill("En parlons-nous jeudi ?")
    page.wait_for_timeout(1_500)
    held[0].continue_()
    expect(page.locator("#draft-aside")).to_contain_text("En parlons-nous jeudi ?")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_editor_fits_and_can_be_used_by_everybody(new_page, site: Site, viewport, scheme: str) -> None:
    page = new_page(viewport=viewport, color_scheme=scheme)
    open_sheet(page)
    write(page)
    editor(page).get_by_text("Moment, priorité, lien").click()
    assert_accessible(page)
    editor(page).get_by_label("Objet").fill("")
    editor(page).get_by_role("button", name="Envoyer", exact=True).click()
    expect(page.locator("#draft-said")).to_have_text("Écrivez l’objet de l’e-mail.")
    assert_accessible(page)
