from __future__ import annotations

import csv
import io

import pytest

from filon.crm.imports.checking import check
from filon.crm.imports.columns import guess_columns, unmapped
from filon.crm.imports.reading import open_table
from filon.crm.imports.records import Accepted, Refused
from filon.crm.imports.report import error_file, summarise
from filon.crm.imports.template import template_csv
from filon.kernel.tables.delimited import inert


def refused(content: bytes) -> tuple[list[Refused], list[str]]:
    table = open_table(content)
    found = check(table, columns=guess_columns(table))
    return [outcome for outcome in found if isinstance(outcome, Refused)], table.columns


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_the_error_file_holds_the_refused_rows_with_reason_and_remedy() -> None:
    rows, names = refused(b"Nom;Email\nA;a@x.example\nB;b@@x.example\n")
    header, row = rows_of(b"".join(error_file(rows, names=names)))
    assert header[:3] == ["Nom", "Email", "Ligne d’origine"]
    assert row[:3] == ["B", "b@@x.example", "3"]
    assert "arobase" in row[3]
    assert "prenom.nom@" in row[4]


def test_the_error_file_mended_imports_without_error() -> None:
    rows, names = refused(b"Nom;Email;Tel\nB;b@@x.example;+33199001234\n;;\nC;c@x.example;12\n")
    mended = b"".join(error_file(rows, names=names)).replace(b"@@", b"@").replace(b";12;", b";0199001235;")
    table = open_table(mended)
    assert [type(o) for o in check(table, columns=guess_columns(table))] == [Accepted, Accepted]


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_of_the_error_file_can_run(cell: str) -> None:
    assert inert(cell) == "'" + cell
    assert inert("a=1") == "a=1"


def test_st_33_st_93_the_template_imports_without_error() -> None:
    table = open_table(template_csv())
    columns = guess_columns(table)
    summary = summarise(check(table, columns=columns))
    assert unmapped(columns) == []
    assert summary.as_json() == {
        "rows": 2, "created": 2, "updated": 0, "duplicates": 0, "refused": 0, "refused_rows": {},
    }  # fmt: skip
