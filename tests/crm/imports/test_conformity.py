from __future__ import annotations

import pytest
from django.utils import translation

from filon.crm.imports.checking import check
from filon.crm.imports.columns import guess_columns
from filon.crm.imports.fields import LABELS
from filon.crm.imports.reading import open_table
from filon.crm.imports.records import Accepted, Refused
from filon.crm.imports.template import COLUMNS, template_csv
from filon.kernel.errors import Refused as FileRefused

NAMES = [str(LABELS[field]) for field in COLUMNS]
GOOD = dict(zip(NAMES, ["Anne", "Roux", "a@x.example", "", "", "Papier"], strict=False))


def template(*rows: dict[str, str], names: list[str] = NAMES, delimiter: str = ";") -> bytes:
    table = [names, *([row.get(name, "") for name in names] for row in rows)]
    return "".join(delimiter.join(cells) + "\r\n" for cells in table).encode()


def outcome(row: dict[str, str]) -> Accepted | Refused:
    table = open_table(template(row))
    (found,) = check(table, columns=guess_columns(table))
    assert isinstance(found, Accepted | Refused)
    return found


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_st_34_the_template_is_recognised_in_each_language(language: str) -> None:
    with translation.override(language):
        content = template_csv()
    assert open_table(content).layout.strict


def test_st_34_a_column_that_went_missing_is_named() -> None:
    without = [name for name in NAMES if name != "SIREN"]
    with pytest.raises(FileRefused, match=r"Colonnes manquantes : SIREN\.") as no:
        open_table(template(GOOD, names=without))
    assert (no.value.field, no.value.code) == ("file", "template_not_followed")


def test_st_34_columns_that_the_template_does_not_have_are_named() -> None:
    renamed = ["Entreprise" if name == "Société" else name for name in NAMES]
    with pytest.raises(FileRefused, match=r"manquantes : Société\. Colonnes inconnues du modèle : Entreprise, Secteur"):
        open_table(template(GOOD, names=[*renamed, "Secteur"]))


@pytest.mark.parametrize(
    ("emptied", "column"),
    [("Prénom", "Prénom"), ("Nom", "Nom"), ("Société", "Société"), ("E-mail", "E-mail, Téléphone, Mobile")],
)
def test_st_34_a_st_15_an_empty_mandatory_cell_is_refused_with_row_and_column(emptied: str, column: str) -> None:
    refused = outcome({**GOOD, emptied: ""})
    assert isinstance(refused, Refused)
    assert [(p.row, p.column, p.code) for p in refused.problems] == [(2, column, "cell_missing")]


def test_a_st_15_an_empty_email_is_legal_where_there_is_a_telephone() -> None:
    assert isinstance(outcome({**GOOD, "E-mail": "", "Mobile": "06 39 98 00 01"}), Accepted)


@pytest.mark.parametrize("kept", [slice(None, 7), slice(None, None, -1)], ids=["some", "reversed"])
def test_any_other_file_is_taken_as_it_is(kept: slice) -> None:
    table = open_table(template({"Nom": "Roux"}, names=[*NAMES[kept], "Secteur"]))
    assert not table.layout.strict
    assert [type(row) for row in check(table, columns=guess_columns(table))] == [Accepted]


def test_separator_and_case_are_no_part_of_the_template() -> None:
    shouted = [name.upper() for name in NAMES]
    assert open_table(template({}, {"NOM": "Roux"}, names=shouted, delimiter=",")).layout.strict
