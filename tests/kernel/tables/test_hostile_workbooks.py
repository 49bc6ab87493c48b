"""Files that would burst, lie about what they are or are cut: refused in a sentence wherever a table is taken."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.crm.imports.builders import as_workbook, with_part

from filon.crm.imports.reading import open_table
from filon.directory.tables.reading import read
from filon.kernel.errors import Refused
from filon.kernel.tables import archives

Open = Callable[[bytes], list[list[str]]]
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROWS = [["siren", "email"], ["000000018", "a@x.example"]]


@pytest.fixture(params=["contacts", "directory"])
def take(request: pytest.FixtureRequest, tmp_path: Path) -> Open:
    """The two ways by which a table comes in; each gives the rows below the header."""

    def of_contacts(content: bytes) -> list[list[str]]:
        return [row.cells for row in open_table(content).rows()]

    def of_directory(content: bytes) -> list[list[str]]:
        path = tmp_path / "table.csv"
        path.write_bytes(content)
        aliases = {"siren": ("siren",), "email": ("email",)}
        return [[row.cells["siren"], row.cells["email"]] for row in read(path, aliases).rows]

    return of_contacts if request.param == "contacts" else of_directory


def sheet(data: bytes, *, before: bytes = b"") -> bytes:
    return before + b"<worksheet " + NAMESPACE + b"><sheetData>" + data + b"</sheetData></worksheet>"


def replaced(content: bytes, *, name: str = SHEET) -> bytes:
    return with_part(as_workbook(ROWS), name=name, content=content)


def archive(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return content.getvalue()


def test_a_workbook_is_read_whatever_its_name(take: Open) -> None:
    assert take(as_workbook(ROWS)) == ROWS[1:]


FAR = {
    "two distant cells": b'<row r="1"><c r="A1"><v>1</v></c></row><row r="99999"><c r="XFD99999"><v>1</v></c></row>',
    "a distant row of cells that name no place": b'<row r="1048576">' + b"<c><v>1</v></c>" * 16_384 + b"</row>",
    "cells and rows that name no place": b"<row>" + b"<c/>" * 16_000 + b"</row>" + b"<row/>" * 2_000,
}


@pytest.mark.parametrize("data", FAR.values(), ids=FAR.keys())
def test_cells_far_from_each_other_do_not_make_room_for_all_between(take: Open, data: bytes) -> None:
    with pytest.raises(Refused, match="trop grand"):
        take(replaced(sheet(data)))


def test_a_sheet_is_measured_whatever_its_part_is_called(take: Open) -> None:
    content = archive(**{"xl/workbook.xml": b"<workbook/>", "xl/other.bin": sheet(FAR["two distant cells"])})
    with pytest.raises(Refused, match="trop grand"):
        take(content)


def test_a_bomb_is_refused_before_it_is_unpacked(take: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 200_000)
    with pytest.raises(Refused, match="trop grand"):
        take(replaced(b"<a/>" * 1_250_000, name="xl/styles.xml"))


def test_too_many_parts_are_refused(take: Open) -> None:
    with pytest.raises(Refused, match="trop grand"):
        take(archive(**{"xl/workbook.xml": b"<a/>", **{f"{n}": b"" for n in range(archives.MAX_ARCHIVE_PARTS)}}))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
def test_entities_are_not_taken(take: Open, part: str) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with pytest.raises(Refused, match="endommagé"):
        take(replaced(laughs + b"<x>&b;</x>", name=part))


def test_an_archive_in_an_archive_is_no_workbook(take: Open) -> None:
    with pytest.raises(Refused, match="n’est pas un classeur"):
        take(archive(**{"table.xlsx": as_workbook(ROWS)}))


def test_a_document_that_repeats_its_cells_is_refused(take: Open) -> None:
    repeated = b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated'
    with pytest.raises(Refused, match="n’est pas un classeur"):
        take(archive(**{"content.xml": repeated, "xl/workbook.xml": b"<workbook/>"}))


def test_a_binary_workbook_is_refused(take: Open) -> None:
    with pytest.raises(Refused, match="n’est pas un classeur"):
        take(archive(**{"xl/workbook.bin": b"\x83\x01\x00", "xl/workbook.xml": b"<workbook/>"}))


@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"\x89PNG\r\n", b"\x1f\x8b\x08", b"MZ\x90\0", b"\xd0\xcf\x11\xe0"])
def test_another_kind_of_file_under_the_name_of_a_table_is_refused(take: Open, head: bytes) -> None:
    with pytest.raises(Refused, match=r"n’est pas un tableau|ancien format"):
        take(head + b"siren;email\n000000018;a@x.example\n")


def test_bytes_that_nobody_typed_are_refused(take: Open) -> None:
    with pytest.raises(Refused, match="n’est pas un tableau"):
        take(bytes(range(1, 32)) * 100)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_workbook_is_refused(take: Open, share: float) -> None:
    content = as_workbook(ROWS)
    with pytest.raises(Refused, match="endommagé"):
        take(content[: int(len(content) * share)])


def test_damaged_workbooks_are_read_or_refused_and_never_break(take: Open) -> None:
    whole, chance = as_workbook(ROWS), random.Random(7)
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            take(bytes(damaged))
        except Refused as no:
            assert no.message  # noqa: PT017 either outcome is right, any other exception is not


@pytest.mark.parametrize(
    "data",
    [
        b'<row r="0"><c r="A0"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>99999</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        b'<row r="1"><c r="1A"><v>1</v></c></row>',
        b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
        b"<row><c",
        b"",
    ],
)
def test_a_sheet_that_makes_no_sense_is_refused(take: Open, data: bytes) -> None:
    with pytest.raises(Refused):
        take(replaced(sheet(data)))
