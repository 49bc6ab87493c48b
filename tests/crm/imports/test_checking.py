from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.crm.imports.builders import as_csv, as_workbook, messy_prospects

from filon.crm.imports.checking import check
from filon.crm.imports.columns import guess_columns
from filon.crm.imports.reading import open_table
from filon.crm.imports.records import Accepted, Duplicate, Outcome, Refused
from filon.crm.imports.report import summarise

FRENCH = [
    ("Société", "company"),
    ("Nom", "last"),
    ("Prénom", "first"),
    ("Téléphone", "phone"),
    ("E-mail", "email"),
    ("", ""),
]
HUBSPOT = [("Record ID", "7"), ("First Name", "first"), ("Last Name", "last"), ("Email", "email"),
           ("Phone Number", "phone"),
           ("Contact owner", "moi@papier.example"), ("Job Title", "job"), ("Company Name", "company"),
           ("Unsubscribed from all email", "false")]  # fmt: skip
PIPEDRIVE = [("Person - First name", "first"), ("Person - Last name", "last"), ("Person - Organization", "company"),
             ("Person - Email - Work", "email"), ("Person - Phone - Work", "phone"),
             ("Person - Label", "Hot")]  # fmt: skip
SPANISH = [("Empresa", "company"), ("Correo electrónico", "email"), ("Apellidos", "last"), ("Nombre", "first"),
           ("Teléfono", "phone"), ("Cargo", "job")]  # fmt: skip
REMARKS = 'Notes:\n"Quelques adresses manquent, c’est normal."\n\n'


def outcomes(content: bytes, *, region: str = "FR") -> list[Outcome]:
    table = open_table(content)
    return list(check(table, columns=guess_columns(table), region=region))


def only(text: str, *, region: str = "FR") -> Outcome:
    [outcome] = outcomes(text.encode(), region=region)
    return outcome


def accepted(text: str) -> Accepted:
    outcome = only(text)
    assert isinstance(outcome, Accepted)
    return outcome


def problems(text: str) -> list[str]:
    outcome = only(text)
    assert isinstance(outcome, Refused)
    return [problem.code for problem in outcome.problems]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10_000),
    st.sampled_from([FRENCH, HUBSPOT, PIPEDRIVE, SPANISH]),
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.booleans(),
)
def test_st_38_every_row_of_a_messy_export_gets_its_outcome(
    seed: int, columns: list[tuple[str, str]], delimiter: str, encoding: str, with_remarks: bool
) -> None:
    made = messy_prospects(40, seed=seed)
    preamble = REMARKS.replace("’", "'") if with_remarks else ""
    content, rows = as_csv(columns, made, delimiter=delimiter, encoding=encoding, preamble=preamble, blank_lines=True)
    found = outcomes(content)
    assert {o.row: o.reason for o in found if isinstance(o, Refused)} == {rows[p]: c for p, c in made.refused.items()}
    assert {o.row: o.of_row for o in found if isinstance(o, Duplicate)} == {
        rows[p]: rows[of] for p, of in made.duplicates.items()
    }
    assert len(found) == 40


def test_a_workbook_gets_the_same_outcomes_as_its_text() -> None:
    made = messy_prospects(80, seed=3)
    content, _rows = as_csv(FRENCH, made)
    cells = [[name for name, _ in FRENCH], *([row.get(fact, "") for _, fact in FRENCH] for row in made.rows)]
    assert summarise(outcomes(as_workbook(cells))) == summarise(outcomes(content))


def test_an_accepted_row_is_normalised() -> None:
    record = accepted(
        "Prénom;Nom;Email;Téléphone;Mobile;Société;Site web;LinkedIn;Pays;SIREN;Note;Couleur\n"
        " Zoé ;ROUX;Zoe@Papier.EXAMPLE;199001234;06 39 98 00 01;=Papier;papier.example;linkedin.com/in/zoe;France;"
        "732 829 320;un mot;bleu\n"
    ).record
    assert record.email is not None
    assert (record.first_name, record.last_name, record.email.address) == ("Zoé", "ROUX", "Zoe@papier.example")
    assert (record.phone, record.mobile) == ("+33199001234", "+33639980001")
    assert (record.company, record.website, record.siren) == ("=Papier", "https://papier.example", "732829320")
    assert (record.linkedin_url, record.country) == ("https://linkedin.com/in/zoe", "FR")
    assert (record.note, record.extra) == ("un mot", {"Couleur": "bleu"})


def test_a_refused_row_tells_all_that_is_wrong_where_and_how_to_mend_it() -> None:
    outcome = only("Nom;E-mail;Téléphone\nRoux;roux@@x.example;0899 70 01 23\n")
    assert isinstance(outcome, Refused)
    assert [(p.row, p.column, p.field, p.value, p.code) for p in outcome.problems] == [
        (2, "E-mail", "email", "roux@@x.example", "email_invalid"),
        (2, "Téléphone", "phone", "0899 70 01 23", "phone_premium"),
    ]
    assert outcome.reason == "email_invalid"
    assert all(str(problem.message) and str(problem.hint) for problem in outcome.problems)


def test_st_94_empty_mandatory_cells_are_reported_with_row_and_columns() -> None:
    outcome = only("Nom;Email;Société\n;;Papier\n")
    assert isinstance(outcome, Refused)
    assert [(p.row, p.column, p.code) for p in outcome.problems] == [(2, "Nom, Email", "identity_missing")]


@pytest.mark.parametrize("cell", ["true", "Oui", "1", "x", "SÍ", "Désabonné"])
def test_an_opt_out_is_the_opposite_of_consent(cell: str) -> None:
    assert accepted(f"email;Unsubscribed from all email\na@x.example;{cell}\n").record.opt_out
    assert not accepted("email;Email Opt Out\na@x.example;false\n").record.opt_out


def test_colleagues_share_a_switchboard() -> None:
    text = "Nom;Prénom;Société;Tél\nRoux;Anne;Papier;0199001234\nPetit;Karim;Papier;0199001234\nRoux;ANNE;papier;\n"
    kinds = [type(outcome).__name__ for outcome in outcomes(text.encode())]
    assert kinds == ["Accepted", "Accepted", "Duplicate"]


def test_a_duplicate_of_a_refused_row_is_no_duplicate() -> None:
    text = "Email;Tél\na@x.example;12\na@x.example;0199001234\nA@X.example;\n"
    assert [type(o).__name__ for o in outcomes(text.encode())] == ["Refused", "Accepted", "Duplicate"]


def test_faulty_side_facts_are_set_aside_not_refused() -> None:
    outcome = accepted(
        "Email;SIREN;Site web;Pays;LinkedIn\na@x.example;123;pas un site;Atlantide;javascript:alert(1)\n"
    )
    assert [w.code for w in outcome.warnings] == [
        "website_invalid",
        "linkedin_invalid",
        "siren_invalid",
        "country_unknown",
    ]
    assert outcome.record.extra == {
        "SIREN": "123", "Site web": "pas un site", "Pays": "Atlantide", "LinkedIn": "javascript:alert(1)",
    }  # fmt: skip
    assert outcome.record.website == outcome.record.linkedin_url == ""


def test_a_text_too_long_for_its_place_is_kept_in_full_beside() -> None:
    outcome = accepted(f"Email;Fonction\na@x.example;{'f' * 500}\n")
    assert len(outcome.record.job_title) == 160
    assert outcome.record.extra == {"Fonction": "f" * 500}


def test_a_cell_beyond_what_a_spreadsheet_holds_refuses_its_row() -> None:
    assert problems(f"Email;Note\na@x.example;{'n' * 40_000}\n") == ["cell_too_long"]


def test_the_second_column_of_a_field_serves_when_the_first_is_empty() -> None:
    text = "Person - Email - Work;Person - Email - Home\n{}\n"
    first = accepted(text.format("w@x.example;h@x.example")).record
    second = accepted(text.format(";h@x.example")).record
    assert first.email is not None
    assert second.email is not None
    assert (first.email.address, first.extra) == ("w@x.example", {"Person - Email - Home": "h@x.example"})
    assert (second.email.address, second.extra) == ("h@x.example", {})


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [("Anne Roux", "Anne", "Roux"), ("ROUX Anne", "Anne", "ROUX"), ("Roux, Anne", "Anne", "Roux"),
     ("Mme Anne de la FONTAINE", "Anne", "de la FONTAINE"), ("Roux", "", "Roux"),
     ("Anne-Lise Ben Saïd", "Anne-Lise", "Ben Saïd")],
)  # fmt: skip
def test_a_full_name_is_parted(cell: str, first: str, last: str) -> None:
    record = accepted(f'Nom complet|Email\n"{cell}"|a@x.example\n').record
    assert (record.first_name, record.last_name) == (first, last)


def test_the_name_beside_an_address_serves_when_there_is_no_other() -> None:
    record = accepted("Email\nAnne Roux <anne@x.example>\n").record
    assert (record.first_name, record.last_name) == ("Anne", "Roux")


def test_numbers_are_dialled_from_the_workspace_or_from_the_country_of_the_row() -> None:
    spanish = only("Email;Tél\na@x.example;612 345 678\n", region="ES")
    assert isinstance(spanish, Accepted)
    assert spanish.record.phone == "+34612345678"
    assert accepted("Email;Tél;Pays\na@x.example;612 345 678;Espagne\n").record.phone == "+34612345678"
    assert accepted("Email;Tél;Pays\na@x.example;01 99 00 12 34;Espagne\n").record.phone == "+33199001234"


def test_a_sign_kept_from_running_as_a_formula_is_read_without_its_apostrophe() -> None:
    assert accepted("Email;Tél\na@x.example;'+33199001234\n").record.phone == "+33199001234"


def _given_files() -> Sequence[tuple[Path, dict[str, object]]]:
    folder = Path(__file__).parents[4] / "shared" / "data" / "imports"
    if not folder.is_dir():
        return ()
    expected = json.loads((folder / "expected.json").read_text())
    return [
        (next(f for f in (folder / name, folder.parent / name) if f.exists()), what) for name, what in expected.items()
    ]


def test_the_files_beside_the_checkout_come_out_as_expected() -> None:
    for path, expected in _given_files():
        table = open_table(path)
        summary = summarise(check(table, columns=guess_columns(table))).as_json()
        assert summary == {**expected, "updated": 0}, path.name
