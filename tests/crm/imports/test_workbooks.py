from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from tests.crm.imports.builders import as_workbook, with_part

from filon.crm.imports.reading import Row, open_table
from filon.kernel.errors import Refused
from filon.kernel.tables import archives

SHEET = "xl/worksheets/sheet1.xml"


def test_a_workbook_is_read_as_text() -> None:
    content = as_workbook(
        [
            ["Nom", "Téléphone", "Taux", "Créé", "Actif", "Note"],
            ["Roux", 199001234, 1.5, date(2026, 3, 1), True, "=SUM(A1)"],
            ["Petit", "0199001235", 2.0, datetime(2026, 3, 1, 9, 30, tzinfo=UTC).replace(tzinfo=None), None, "a\nb"],
        ]
    )
    assert [row.cells for row in open_table(content).rows()] == [
        ["Roux", "199001234", "1.5", "2026-03-01", "true", "=SUM(A1)"],
        ["Petit", "0199001235", "2", "2026-03-01T09:30:00", "", "a\nb"],
    ]


def test_rows_keep_their_place_below_blank_ones() -> None:
    content = as_workbook([[], [], ["", "Nom", "Email"], ["", "Roux", "r@x.example"], [], ["", "Petit", "p@x.example"]])
    table = open_table(content)
    assert table.layout.header_row == 3
    assert list(table.rows()) == [Row(4, ["", "Roux", "r@x.example"]), Row(6, ["", "Petit", "p@x.example"])]


def test_the_content_decides_not_the_name() -> None:
    assert open_table(as_workbook([["email"], ["a@x.example"]])).layout.kind == "xlsx"
    assert open_table(b"email\na@x.example\n").layout.kind == "csv"


def test_two_distant_cells_do_not_make_room_for_all_between() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    with pytest.raises(Refused, match="trop grand"):
        open_table(with_part(as_workbook([["email"]]), name=SHEET, content=sheet))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 200_000)
    bomb = with_part(as_workbook([["email"]]), name="xl/styles.xml", content=b"<a/>" * 1_250_000)
    assert len(bomb) < 20_000
    with pytest.raises(Refused, match="trop grand"):
        open_table(bomb)


def test_a_cell_of_megabytes_is_refused_before_it_is_read() -> None:
    giant = with_part(as_workbook([["email"]]), name="xl/styles.xml", content=b"<t>" + b"a" * 2_000_000)
    with pytest.raises(Refused, match="trop grand"):
        open_table(giant)


def test_a_bomb_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 200_000)
    bomb = with_part(as_workbook([["email"]]), name="xl/styles.xml", content=b"<a/>" * 1_250_000)
    true_size, lie = (5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert true_size in bomb
    with pytest.raises(Refused, match="trop grand"):
        open_table(bomb.replace(true_size, lie))


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("lisez-moi.txt", "bonjour")
    with pytest.raises(Refused):
        open_table(content.getvalue())


def test_a_cut_workbook_is_refused() -> None:
    content = as_workbook([["email"], ["a@x.example"]])
    with pytest.raises(Refused, match="endommagé"):
        open_table(content[: len(content) // 2])


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(Refused, match="aucun prospect"):
        open_table(as_workbook([]))
