"""The main job in a real browser: a prospect file becomes a campaign that stops when people answer."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser import Site, sign_in

HEADER = "Société;Nom;Prénom;Fonction;Téléphone standard;E-mail"
ROWS = [
    "Fonderie Test;Roux;Réponse;Directrice;01 99 00 10 10;reponse@fonderie-journal.example",
    "Fonderie Test;Petit;Collègue;Acheteur;01 99 00 10 10;silence.collegue@fonderie-journal.example",
    "Usine Absente;Morel;Absente;DAF;02 61 91 10 10;absente@usine-journal.example",
    "Atelier Inconnu;Girard;Inconnu;PDG;03 53 01 10 10;inconnu@atelier-journal.example",
    "Verrerie Stop;Faure;Stop;DSI;04 65 71 10 10;stop@verrerie-journal.example",
    "Cuir Silence;Blanc;Silence;Gérante;05 36 49 10 10;silence@cuir-journal.example",
    "Refusée SARL;Noir;Jean;Gérant;0899 70 11 22;jean@refusee-journal.example",
    "Refusée SARL;Vert;Anne;Gérante;;anne.refusee-journal.example",
]
PATIENCE_S = 60
CAMPAIGN = "Journée du main"


def test_a_prospect_file_becomes_a_campaign_that_stops_when_people_answer(
    page: Page, site: Site, tmp_path: Path
) -> None:
    sign_in(page, email="manager@demo.example", password="filon-demo")
    import_file(page, tmp_path)
    write_two_steps(page)
    campaign = launch(page)
    first_mails_leave(page)
    answers_come_back(page)
    follow_ups_leave(page)
    the_numbers_are_right(page, campaign)
    she_is_told_why_nothing_more_comes(page)


def import_file(page: Page, folder: Path) -> None:
    """ST-38, ST-39: rows in error are shown and ignored, the others come in."""
    file = folder / "journal.csv"
    file.write_bytes("\r\n".join([HEADER, *ROWS]).encode("cp1252"))
    page.goto("/imports/nouveau/")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Importer", exact=True).click()
    expect(page.get_by_text("2 lignes comportent une erreur")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Ce numéro est surtaxé")
    page.get_by_role("button", name="Ignorer et importer 6 lignes").click()
    expect(page.get_by_text("6 contacts ajoutés")).to_be_visible()


def write_two_steps(page: Page) -> None:
    page.goto("/sequences/nouvelle/?modele=vide")
    page.get_by_label("Nom").fill("Suite du journal")
    page.get_by_role("button", name="Ajouter un e-mail").click()
    expect(page.locator("[data-step]")).to_have_count(2)
    first, second = page.locator("[data-step]").nth(0), page.locator("[data-step]").nth(1)
    first.get_by_label("Objet").fill("{{ societe | votre atelier }} et ses fours")
    first.get_by_label("Message").fill("Bonjour {{ prenom | Madame, Monsieur }},\n\nUne question sur vos fours.")
    second.get_by_label("Message").fill("Bonjour {{ prenom | Madame, Monsieur }},\n\nJe reviens vers vous.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("h1")).to_contain_text("version 1")


def launch(page: Page) -> str:
    """OL-25, OL-26, OL-31: the five steps of the wizard; the address of the campaign."""
    page.goto("/campagnes/nouvelle/")
    page.get_by_label("Nom de la campagne").fill(CAMPAIGN)
    page.get_by_label("Site web à promouvoir").fill("https://journal.example")
    go_on(page, to="/cible/")
    page.get_by_label("Les contacts qui correspondent à").check()
    page.get_by_label("Venus de l’import").select_option(label="journal.csv")
    expect(page.locator("#count")).to_contain_text("6 personnes seront engagées")
    go_on(page, to="/message/")
    page.get_by_label("Suite du journal").check()
    go_on(page, to="/envoi/")
    page.get_by_label("Boîte mail qui envoie").select_option(label="manager@demo.example")
    go_on(page, to="/lancement/")
    page.get_by_role("button", name="Lancer la campagne").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Lancer la campagne").click()
    page.wait_for_url(re.compile(r"/campagnes/[0-9a-f-]{36}/$"))
    return page.url


def go_on(page: Page, *, to: str) -> None:
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(f"**{to}")
    page.wait_for_selector("html[data-ready]", state="attached")


def first_mails_leave(page: Page) -> None:
    """OL-27, OL-29, OL-32: nothing today; on the next selected day at nine, one mail to each of the six."""
    assert caught(page) == 0
    move_on(page, until=lambda: caught(page) == 6)


def answers_come_back(page: Page) -> None:
    """Reply, absence, bounce and removal, each on the page of its person."""
    for _ in range(6):
        move_clock(page, "+ 1 heure")
    for person, words in (
        ("Réponse Roux", "Réponse"),
        ("Absente Morel", "absen"),
        ("Inconnu Girard", "erreur"),
        ("Stop Faure", "ne plus"),
    ):
        expect_on(page, lambda name=person: open_contact(page, name), re.compile(words, re.IGNORECASE))


def follow_ups_leave(page: Page) -> None:
    """OL-36, OL-88, OL-89: only she who said nothing, in a company that said nothing, hears from us again."""
    move_on(page, until=lambda: caught(page) >= 7)
    for _ in range(3):
        move_clock(page, "Demain 9 h")
    second = caught(page, words="silence@cuir-journal.example"), caught(page, words="fonderie-journal.example")
    assert second == (2, 2), "two mails to the silent one, one to each of two colleagues of whom one has answered"


def the_numbers_are_right(page: Page, campaign: str) -> None:
    """OL-51: people and replies; a hard bounce is taken out of the numbers (A-OL-11).

    Seven mails at least left: how many days passed, and so whether she who was away is back, is the machine's affair.
    """
    left = caught(page)
    page.goto(campaign)
    assert [figure(page, name) for name in ("E-mails envoyés", "Réponses", "Adresses en erreur")] == [left - 1, 1, 1]


def figure(page: Page, name: str) -> int:
    return int(page.locator(".stat").filter(has_text=name).locator("b").inner_text())


def she_is_told_why_nothing_more_comes(page: Page) -> None:
    """The colleague of the one who answered: stopped, and the page says by what."""
    open_contact(page, "Collègue Petit")
    expect(page.locator("main")).to_contain_text("L’automatisation de l’opportunité est arrêtée")


def open_contact(page: Page, name: str) -> None:
    page.goto(f"/contacts/?q={name.split()[1]}")
    page.get_by_role("link", name=name).first.click()
    page.wait_for_url(re.compile(r"/contacts/[0-9a-f-]{36}/"))


def expect_on(page: Page, visit: Callable[[], None], words: re.Pattern[str]) -> None:
    """Look again until the page says so: workers read the mailbox every two seconds."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        visit()
        if words.search(page.locator("main").inner_text()):
            return
        assert time.monotonic() < deadline, f"{words.pattern!r} never came on {page.url}"
        page.wait_for_timeout(1000)


def caught(page: Page, *, words: str = "journal.example") -> int:
    """How many mails to these people the sandbox has caught."""
    page.goto(f"/bac-a-sable/?box=sent&q={words}")
    return page.locator("main tbody tr").filter(has_text=words).count()


def move_clock(page: Page, button: str) -> Locator:
    page.goto("/bac-a-sable/")
    before = page.locator("h1").inner_text()
    page.get_by_role("button", name=button).click()
    expect(page.locator("h1")).not_to_have_text(before)
    page.wait_for_timeout(3000)
    return page.locator("h1")


def move_on(page: Page, *, until: Callable[[], bool]) -> None:
    """Nine o'clock, day after day: the next selected day may lie behind a weekend and public holidays."""
    for _ in range(7):
        move_clock(page, "Demain 9 h")
        deadline = time.monotonic() + 8
        while time.monotonic() < deadline:
            if until():
                return
            page.wait_for_timeout(500)
    pytest.fail("a week went by")
