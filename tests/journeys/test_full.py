"""A Full campaign on the practice switchboards: people are asked for, and what is said of them reaches their cards."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser import sign_in
from tests.telephone import HEARD_MS, import_file, make_campaign

from filon.demo.logins import LOGINS

TALKED_MS = 150_000
"""Until three people were talked to on a busy machine; a conversation takes a minute."""

HEADER = "Téléphone;Société;Prénom;Nom;Fonction;E-mail;Identifiant externe;SIRET"
SOPHIE, YANN, MARC = "Sophie Moreau", "Yann Lemoine", "Marc Tessier"
ROWS = (
    "01 99 00 00 64;Cabinet Moreau Conseil;Sophie;Moreau;Associée fondatrice;s.moreau@moreau-conseil.example;S-1;",
    "01 99 00 00 62;Imprimerie Lemoine;Yann;Lemoine;Gérant;yann.lemoine@imprimerie-lemoine.example;S-2;",
    "01 99 00 00 71;Fonderie du Vivarais;Marc;Tessier;Responsable des achats;;S-3;",
    "01 99 00 00 74;;Fatou;Diallo;;;S-4;",
)
NEW_ADDRESS = "sophie.moreau@moreau-conseil.example"


def row(page: Page, person: str, status: str) -> None:
    expect(page.get_by_role("row", name=person)).to_contain_text(status, timeout=TALKED_MS)


def test_st_19_st_20_st_53_to_st_55_st_99_people_are_asked_for_and_what_is_said_reaches_their_cards(
    page: Page, telephone: None, tmp_path: Path
) -> None:
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    make_campaign(page, name="Fichier du salon", empty="Personne dans cette campagne", talks=True)
    file = tmp_path / "fichier.csv"
    file.write_text("\r\n".join([HEADER, *ROWS]), encoding="cp1252")
    import_file(page, file)
    expect(page.get_by_text("1 ligne comporte une erreur")).to_be_visible()
    page.get_by_role("button", name="Ignorer et importer").click()
    expect(page.get_by_text("Importation réussie")).to_be_visible(timeout=HEARD_MS)
    page.get_by_role("link", name="Voir la campagne").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("button", name="Activer la campagne").click()
    expect(page.get_by_role("button", name="Mettre la campagne en pause")).to_be_visible()
    row(page, YANN, "Prospect et mail validé")
    row(page, MARC, "Prospect invalidé")
    row(page, SOPHIE, "Prospect validé et mail modifié")
    listen_and_read(page)
    update_the_card(page)
    come_back(page, tmp_path)


def listen_and_read(page: Page) -> None:
    """ST-53…55: the words of the new address are heard; the comment tells of the call and what to do."""
    expect(page.get_by_role("row", name=SOPHIE)).to_contain_text(NEW_ADDRESS)
    page.get_by_role("button", name=f"Écouter les extraits de l’appel pour {SOPHIE}").click()
    audio = page.locator("dialog audio")
    expect(audio).to_have_count(1)
    audio.evaluate("element => { element.muted = true; return element.play() }")
    expect(audio).to_have_js_property("error", None)
    assert audio.evaluate("element => element.duration") > 2
    expect(page.locator("dialog mark")).to_contain_text("sophie point moreau arobase")
    page.get_by_role("button", name="Fermer").last.click()
    page.get_by_role("button", name=f"Lire le commentaire de l’appel pour {SOPHIE}").click()
    expect(page.get_by_role("textbox", name="Commentaire")).not_to_be_empty()
    page.get_by_role("button", name="Annuler").click()


def update_the_card(page: Page) -> None:
    """The contact of the workspace gets the address that was told."""
    campaign = page.url
    page.get_by_role("link", name=SOPHIE).click()
    page.get_by_role("button", name="Mettre à jour la fiche").click()
    expect(page.get_by_text("La fiche du contact est à jour.")).to_be_visible()
    expect(page.get_by_role("row", name=SOPHIE)).to_contain_text("dans la fiche")
    page.get_by_role("link", name=SOPHIE).click()
    page.get_by_role("link", name="Voir la fiche").click()
    expect(page.get_by_text(NEW_ADDRESS).first).to_be_visible()
    page.goto(campaign)


def come_back(page: Page, folder: Path) -> None:
    """What [Exporter] gives has every verdict, and is imported again: everybody is known, nothing is paid twice."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Exporter").click()
    exported = folder / "export.csv"
    download.value.save_as(exported)
    header, *lines = exported.read_text("utf-8-sig").splitlines()
    assert header.startswith(f"{HEADER};")
    assert len(lines) == 3
    assert NEW_ADDRESS in next(line for line in lines if "Moreau" in line)
    import_file(page, exported)
    expect(page.get_by_text("Rien de nouveau dans ce fichier")).to_be_visible()
