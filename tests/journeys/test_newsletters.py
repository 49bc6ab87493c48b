"""A newsletter in a real browser: created, activated, a contact subscribed from its card, an issue sent, and left."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.accessibility import assert_accessible
from tests.browser import PHONE, sign_in

from filon.demo.logins import LOGINS

NEWSLETTER = "Les fours du trimestre"
SUBJECT = "Moins de gaz, autant de pièces"
READER = "Silence Lecteur"
ADDRESS = "silence.lecteur@fours-journal.example"
LEAVES_WITHIN_S = 20
DAYS = 7


def test_from_the_settings_to_a_reader_who_leaves_by_the_link(page: Page) -> None:
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    newsletter = create_and_activate(page)
    sheet = subscribe_from_the_card(page)
    send_an_issue(page, newsletter)
    way_out = mail_with_its_way_out(page)
    reader = page.context.new_page()
    reader.goto(way_out)
    reader.get_by_role("button", name=f"Ne plus recevoir « {NEWSLETTER} »").click()
    expect(reader.locator("main")).to_contain_text(f"Vous ne recevrez plus « {NEWSLETTER} »")
    page.goto(sheet)
    expect(page.locator("#timeline")).to_contain_text("S’est désinscrit de la newsletter")
    expect(page.locator(".under-way")).to_have_count(0)
    put_back_and_taken_off(page, newsletter)


def create_and_activate(page: Page) -> str:
    """CO-122: [Paramètres > Newsletters]; the address of its last step."""
    page.goto("/reglages/newsletters/nouvelle/")
    page.get_by_label("Titre").fill(NEWSLETTER)
    assert_accessible(page)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("**/numeros/")
    assert_accessible(page)
    page.get_by_label("Étapes de la newsletter").get_by_role("link", name="Activation").click()
    page.wait_for_url("**/envoi/")
    assert_accessible(page)
    page.get_by_role("button", name="Activer la newsletter").click()
    page.wait_for_url("**/inscrits/")
    return page.url


def subscribe_from_the_card(page: Page) -> str:
    """CO-128, CO-129: orange card, newsletter, [Enregistrer]; the timeline says so. The address of the sheet."""
    page.goto("/societes/?q=vivarais")
    page.locator("tbody a.who").first.click()
    page.wait_for_url("**/societes/*/")
    sheet = page.url
    page.locator("#people").get_by_role("button", name="Créer un contact").click()
    dialog = page.locator("#modal dialog")
    first_name, last_name = READER.split()
    dialog.get_by_label("Prénom").fill(first_name)
    dialog.locator("[name=last_name]").fill(last_name)
    dialog.get_by_label("Adresse e-mail").fill(ADDRESS)
    dialog.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url("**/contacts/*/")
    page.goto(sheet)
    page.get_by_role("button", name=f"Inscrire {READER} à une newsletter").click()
    dialog.get_by_label("Newsletter").select_option(label=NEWSLETTER)
    page.evaluate("async () => { await Promise.all(document.getAnimations().map(one => one.finished)) }")
    assert_accessible(page)
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("#timeline")).to_contain_text("Inscrit à la newsletter")
    expect(page.locator(".under-way")).to_contain_text(READER)
    assert_accessible(page)
    return sheet


def send_an_issue(page: Page, newsletter: str) -> None:
    page.goto(newsletter.replace("/inscrits/", "/numeros/nouveau/"))
    page.get_by_label("Objet").fill(SUBJECT)
    page.get_by_label("Message").fill("Bonjour {{ prenom | à vous }},\n\nTrois ateliers racontent.")
    expect(page.locator("#preview")).to_contain_text("Trois ateliers racontent")
    assert_accessible(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url(re.compile(r"/numeros/[0-9a-f-]{36}/$"))
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator("#modal dialog")).to_contain_text("1 inscrit")
    page.locator("#modal dialog").get_by_role("button", name="Envoyer").click()
    expect(page.locator("h1")).to_contain_text("Programmé")
    expect(page.locator("tbody")).to_contain_text(READER)
    page.wait_for_selector("html[data-ready]", state="attached")
    assert_accessible(page)


def mail_with_its_way_out(page: Page) -> str:
    """Nine o'clock, day after day, until the day is one on which it is sent; then what the mail says."""

    def caught() -> bool:
        page.goto(f"/bac-a-sable/?box=sent&q={ADDRESS}")
        return page.locator("main tbody tr").filter(has_text=ADDRESS).count() == 1

    move_on(page, until=caught)
    page.locator("main tbody tr").filter(has_text=ADDRESS).get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text(f"inscrit à « {NEWSLETTER} »")
    found = re.search(r"/desabonnement/[\w-]+", page.content())
    assert found is not None
    return found[0]


def put_back_and_taken_off(page: Page, newsletter: str) -> None:
    """CO-131, CO-132: who left of their own is put back only with a confirmation; a click on the status takes off."""
    page.goto(f"{newsletter}?q=lecteur")
    row = page.locator("tbody tr", has_text=READER)
    row.get_by_role("button", name="désinscrit, cliquez").click()
    page.get_by_role("alertdialog").get_by_role("button", name="C’est sa demande, réinscrire").click()
    row.get_by_role("button", name=": inscrit, cliquez").click()
    expect(row.get_by_role("button", name="désinscrit, cliquez")).to_be_visible()
    page.get_by_role("button", name="Annuler").click()
    expect(row.get_by_role("button", name=": inscrit, cliquez")).to_be_visible()
    page.set_viewport_size(PHONE)
    assert_accessible(page)


def move_on(page: Page, *, until: Callable[[], bool]) -> None:
    for _day in range(DAYS):
        page.goto("/bac-a-sable/")
        before = page.locator("h1").inner_text()
        page.get_by_role("button", name="Demain 9 h").click()
        expect(page.locator("h1")).not_to_have_text(before)
        deadline = time.monotonic() + LEAVES_WITHIN_S
        while time.monotonic() < deadline:
            if until():
                return
            page.wait_for_timeout(500)
    pytest.fail("a week went by")
