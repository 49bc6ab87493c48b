"""A messy file becomes contacts, and goes again."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser import sign_in

from filon.demo.logins import LOGINS

HEADER = "Société;Nom;Prénom;Téléphone standard;E-mail;Truc"
ROWS = (
    "Papeterie du Phare;Lefèvre;Zoé;199007788;  ZOE.LEFEVRE@PHARE-PAPIER.EXAMPLE ;bleu",
    "Papeterie du Phare;Petit;Karim;0899 70 11 22;karim.petit@phare-papier.example;vert",
    "Papeterie du Phare;Roux;Anne;;anne.roux@@phare-papier.example;",
    "Papeterie du Phare;LEFEVRE;Zoé;;zoe.lefevre@phare-papier.example;",
)


def drop(page: Page, folder: Path, *, name: str) -> None:
    file = folder / name
    file.write_text("\r\n".join([HEADER, *ROWS]), encoding="cp1252")
    page.goto("/contacts/")
    page.get_by_role("link", name="Importer").click()
    page.set_input_files("input[type=file]", file)
    expect(page.locator("[data-file-name]")).to_have_text(name)
    page.get_by_role("button", name="Importer", exact=True).click()


def test_st_32_to_st_39_a_file_is_dropped_checked_corrected_let_in_and_taken_back(page: Page, tmp_path: Path) -> None:
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    drop(page, tmp_path, name="phare.csv")
    expect(page.get_by_text("2 lignes comportent une erreur")).to_be_visible()
    expect(page.get_by_role("row", name="3 Téléphone standard 0899 70 11 22")).to_contain_text("surtaxé")
    page.get_by_label("Truc").select_option("job_title")
    page.get_by_role("button", name="Vérifier avec ces colonnes").click()
    expect(page.get_by_role("row", name="Truc")).to_contain_text("Reconnue")
    page.get_by_role("button", name="Ignorer et importer 1 ligne").click()
    expect(page.get_by_text("Importation réussie")).to_be_visible()
    page.get_by_role("link", name="Voir ces contacts").click()
    expect(page.get_by_role("link", name="Zoé Lefèvre")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.go_back()
    page.get_by_role("button", name="Annuler cet import").click()
    page.get_by_role("button", name="Retirer ce qu’il a créé").click()
    expect(page.get_by_text("1 contact retiré.")).to_be_visible()
    page.goto("/contacts/?q=phare-papier")
    expect(page.get_by_role("link", name="Zoé Lefèvre")).to_have_count(0)


def test_the_preview_fits_a_phone(new_page, tmp_path: Path) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    sign_in(page, email=LOGINS[0].email, password=LOGINS[0].password)
    drop(page, tmp_path, name="phare-telephone.csv")
    expect(page.get_by_label("Prénom")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    says_where(page)
    page.get_by_role("button", name="Oublier ce fichier").click()
    expect(page.get_by_text("rien n’a été importé")).to_be_visible()


def says_where(page: Page) -> None:
    """Where the head of the table has no room, its words stand beside what they name; the fault comes first."""
    row = page.get_by_role("row", name="0899 70 11 22")
    named = "cell => getComputedStyle(cell, '::before').content"
    assert [each.evaluate(named) for each in row.locator("[data-named]").all()] == [
        '"Ligne "',
        '"Téléphone standard · "',
    ]
    fault, value = (row.locator(cell).bounding_box() for cell in ("td.m", "td.m-sub"))
    assert fault
    assert value
    assert fault["y"] < value["y"]
