"""What is written for spreadsheets runs in none, and comes back as it was; nothing else in Filon writes for them."""

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import filon
from filon.kernel.tables import delimited
from filon.kernel.tables.delimited import inert, line, meant
from filon.kernel.values import parse_phone

SOURCES = Path(filon.__file__).parent
WRITERS = frozenset({"writer", "DictWriter"})
LIBRARIES = frozenset({"openpyxl", "xlsxwriter", "xlwt", "pyexcel", "odf", "pandas"})
FOR_PROGRAMS = frozenset(
    {"directory/sirene/pieces.py", "outreach/scratch.py", "crm/imports/bench.py", "demo/sirene/stock.py"}
)
"""Files that only Filon reads: pieces for DuckDB, and what drills and benches feed to imports."""
DANGEROUS = ("=1+1", "+1-1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "'=1", "''=1", "+33-1", "+1 201-555")


@pytest.mark.parametrize("cell", DANGEROUS)
def test_no_cell_can_run_and_each_comes_back_as_it_was(cell: str) -> None:
    assert inert(cell) == f"'{cell}"
    assert meant(inert(cell)) == cell


@pytest.mark.parametrize("number", ["+32 2 555 12 34", "+33199001234", "01 99 00 12 34"])
def test_telephone_numbers_come_back_with_their_sign(number: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(line([number]).decode())))
    assert not cell.startswith("+")
    assert parse_phone(meant(cell)) == parse_phone(number)


@pytest.mark.parametrize("cell", ["", "Fonderie", "a=1", "l’atelier", "'ancien", "5-6"])
def test_other_cells_are_left_alone(cell: str) -> None:
    assert (inert(cell), meant(cell)) == (cell, cell)


@given(st.text() | st.builds(lambda start, rest: start + rest, st.text("'=+-@\t\r ", max_size=5), st.text(max_size=5)))
def test_whatever_is_written_comes_back(cell: str) -> None:
    assert meant(inert(cell)) == cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_a_line_is_read_back_cell_by_cell(cells: list[str]) -> None:
    (read,) = csv.reader(io.StringIO(line([*cells, "."]).decode(), newline=""), delimiter=";")
    assert [meant(cell) for cell in read] == [*cells, "."]
    assert not [cell for cell in read if cell[:1] in tuple("=@-\t\r\n")]


def test_nothing_else_writes_tables_for_people() -> None:
    """A new export is written by ``delimited.line``, or this fails."""
    here = Path(delimited.__file__)
    found = {
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.py")
        if path != here and any(_writes(path.read_text(encoding="utf-8")))
    }
    assert found <= FOR_PROGRAMS, f"written without filon.kernel.tables.delimited: {sorted(found - FOR_PROGRAMS)}"


def _writes(source: str) -> Iterator[bool]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "csv":
            yield node.attr in WRITERS
        elif isinstance(node, ast.ImportFrom):
            names = {alias.name for alias in node.names}
            yield (node.module == "csv" and bool(names & WRITERS)) or (node.module or "").split(".")[0] in LIBRARIES
        elif isinstance(node, ast.Import):
            yield any(alias.name.split(".")[0] in LIBRARIES for alias in node.names)
