from __future__ import annotations

import pytest

from filon.crm.imports.columns import as_json, can_identify, chosen, from_json, guess_columns, unmapped
from filon.crm.imports.naming import field_of
from filon.crm.imports.reading import open_table


def guessed(header: str, *rows: str) -> dict[str, str | None]:
    table = open_table("\n".join([header, *(rows or ("x" * (header.count(",") + 1) + ",",))]).encode())
    return {column.name: column.field.value if column.field else None for column in guess_columns(table)}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("E-mail", "email"), ("Adresse e-mail (pro)", "email"), ("Correo electrónico", "email"), ("MAIL", "email"),
        ("Prénom", "first_name"), ("First Name", "first_name"), ("firstname", "first_name"),
        ("Apellidos", "last_name"), ("Nom de famille", "last_name"), ("Nom complet", "full_name"),
        ("Raison sociale", "company"), ("Company Name", "company"), ("Empresa", "company"),
        ("Téléphone standard", "phone"), ("Work Direct Phone", "phone"), ("Tél.", "phone"), ("Móvil", "mobile"),
        ("Mobile Phone", "mobile"), ("N° SIREN", "siren"), ("Siret (siège)", "siret"), ("Cargo", "job_title"),
        ("Person Linkedin Url", "linkedin_url"), ("Company Domain Name", "website"), ("Country/Region", "country"),
        ("Code postal", "postcode"), ("Original Source", "source"), ("Commentaires", "note"),
        ("Unsubscribed from all email", "opt_out"), ("Email Opt Out", "opt_out"), ("Désabonné", "opt_out"),
        ("Person - Name", "full_name"), ("Person - Email - Work", "email"), ("Person - Phone - Mobile", "mobile"),
        ("Person - Organization", "company"), ("Organization - Name", "company"),
        ("Contact owner", None), ("Email status", None), ("Record ID", None), ("Associated Company IDs", None),
        ("Lifecycle Stage", None), ("Person - Label", None), ("Marketing opt-in", None), ("# Employees", None),
    ],
)  # fmt: skip
def test_mo_59_a_column_is_recognised_by_its_name(name: str, field: str | None) -> None:
    found = field_of(name)[0]
    assert (found.value if found else None) == field


def test_mo_58_the_order_of_the_columns_does_not_matter() -> None:
    assert guessed("email,nom,prénom") == {"email": "email", "nom": "last_name", "prénom": "first_name"}
    assert guessed("nom,prénom,email") == {"nom": "last_name", "prénom": "first_name", "email": "email"}


def test_a_bare_name_means_what_the_other_columns_leave_it() -> None:
    assert guessed("Nom,Email") == {"Nom": "full_name", "Email": "email"}
    assert guessed("Nombre,Apellidos") == {"Nombre": "first_name", "Apellidos": "last_name"}
    assert guessed("Nombre,Correo") == {"Nombre": "full_name", "Correo": "email"}


def test_linkedin_calls_its_profiles_url() -> None:
    row = "Zoé,Roux,https://www.linkedin.com/in/zoe-roux,,Papier"
    assert guessed("First Name,Last Name,URL,Email Address,Company", row)["URL"] == "linkedin_url"


def test_without_header_the_cells_say_what_they_are_in_any_order() -> None:
    table = open_table(
        "Papier Nord;01 99 00 12 34;Roux;anne.roux@papier-nord.example;Anne;732 829 320\n"
        "Béton Sud;02 61 91 12 34;Petit;karim.petit@beton-sud.example;Karim;404 833 048\n".encode()
    )
    fields = [column.field.value if column.field else None for column in guess_columns(table)]
    assert fields == ["company", "phone", "last_name", "email", "first_name", "siren"]


def test_the_header_of_another_language_is_no_prospect() -> None:
    table = open_table(
        b"Vorname;Nachname;Anschrift\nAnne;Roux;anne.roux@x.example\nKarim;Petit;karim.petit@x.example\n"
    )
    assert table.layout.header_row == 1
    assert [column.field for column in guess_columns(table)] == ["first_name", "last_name", "email"]


def test_mobiles_alone_are_told_from_switchboards() -> None:
    table = open_table(b"x;y\na@x.example;06 39 98 00 01\nb@x.example;0639980002\n")
    assert [column.field for column in guess_columns(table)] == ["email", "mobile"]


def test_a_mo_1_other_columns_are_listed_not_dropped() -> None:
    columns = guess_columns(open_table(b"email,couleur,taille\na@x.example,bleu,M\n"))
    assert [(column.name, column.samples) for column in unmapped(columns)] == [
        ("couleur", ("bleu",)),
        ("taille", ("M",)),
    ]


def test_the_guess_is_the_users_to_change() -> None:
    columns = chosen(guess_columns(open_table(b"email,nom\na@x.example,A\n")), fields={1: "company", 0: ""})
    assert [column.field for column in columns] == [None, "company"]
    assert not can_identify(columns)
    assert from_json(as_json(columns)) == columns
