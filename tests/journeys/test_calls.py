"""A Light campaign on the practice switchboards: numbers become colours while one looks on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.accessibility import assert_accessible
from tests.browser import DESKTOP, PHONE, sign_in
from tests.telephone import HEARD_MS, import_file, make_campaign

from filon.demo.logins import LOGINS
from filon.demo.sample_calls import CAMPAIGN

HEADER = "Téléphone;Société;Libellé;Référence"
RECEPTION, VOICEMAIL, MENU, UNASSIGNED = "01 99 00 00 01", "01 99 00 00 21", "01 99 00 00 23", "01 99 00 00 41"
ROWS = (
    f"{UNASSIGNED};Verrerie du Quai;;V-1",
    f"{VOICEMAIL};Moulins du Nord;;M-1",
    f"{RECEPTION};Papeterie du Phare;Siège;P-1",
    f"{MENU};Clinique du Parc;;C-1",
    "0899 70 11 22;Voyance;;X-1",
    ";Sans numéro;;X-2",
)


def status_of(page: Page, number: str, status: str) -> None:
    expect(page.get_by_role("row", name=number)).to_contain_text(status, timeout=HEARD_MS)


def test_st_16_st_18_st_32_to_st_42_numbers_become_colours_are_listened_to_and_go_out_again(
    page: Page, telephone: None, tmp_path: Path
) -> None:
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    make_campaign(page, name="Standards du salon", empty="Aucun numéro dans cette campagne")
    file = tmp_path / "salon.csv"
    file.write_text("\r\n".join([HEADER, *ROWS]), encoding="cp1252")
    import_file(page, file)
    expect(page.get_by_text("2 lignes comportent une erreur")).to_be_visible()
    expect(page.get_by_role("row", name="6 Téléphone")).to_contain_text("surtaxé")
    page.get_by_role("button", name="Ignorer et importer").click()
    expect(page.get_by_text("Importation réussie")).to_be_visible(timeout=HEARD_MS)
    page.get_by_role("link", name="Voir la campagne").click()
    expect(page.locator("tbody tr")).to_have_count(4)
    page.get_by_role("button", name="Activer la campagne").click()
    expect(page.get_by_role("button", name="Mettre la campagne en pause")).to_be_visible()
    status_of(page, RECEPTION, "Humain")
    status_of(page, RECEPTION, "À appeler")
    status_of(page, UNASSIGNED, "Non assigné")
    status_of(page, MENU, "SVI")
    status_of(page, VOICEMAIL, "Répondeur")
    page.get_by_role("link", name="Joignabilité").click()
    expect(page.locator("tbody tr").first).to_contain_text(RECEPTION)
    listen(page)
    come_back(page, tmp_path)


def listen(page: Page) -> None:
    """The dialog of the row plays the seconds that decided."""
    page.get_by_role("button", name=f"Écouter l’appel au {RECEPTION}").click()
    audio = page.locator("dialog audio").first
    audio.evaluate("element => { element.muted = true; return element.play() }")
    expect(audio).to_have_js_property("error", None)
    assert audio.evaluate("element => element.duration") > 1
    page.get_by_role("button", name="Fermer").first.click()


def come_back(page: Page, folder: Path) -> None:
    """What [Exporter] gives is imported again: every number is known, nothing is paid twice."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Exporter").click()
    exported = folder / "export.csv"
    download.value.save_as(exported)
    lines = exported.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith(f"{HEADER};Avancement;Nature du standard")
    assert len(lines) == 5
    import_file(page, exported)
    expect(page.get_by_text("Rien de nouveau dans ce fichier")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_pages_of_calls_are_accessible_and_fit(new_page: Callable[..., Page], viewport: dict[str, int]) -> None:
    page = new_page(viewport=viewport)
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    page.goto("/appels/")
    page.get_by_role("link", name=CAMPAIGN).click()
    page.wait_for_url("**/appels/*-*/")
    campaign = page.url
    tabs = [f"{campaign}{tab}" for tab in ("", "graphiques/", "importer/", "reglages/", "joignabilite/")]
    for url in ("/appels/", "/appels/nouvelle/", "/reglages/telephonie/", *tabs):
        page.goto(url)
        assert_accessible(page)
