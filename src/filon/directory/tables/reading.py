"""A table as people export it: CSV with any usual separator, or a workbook; columns by name, faults by place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.kernel.tables.kinds import is_workbook, refuse_binary
from filon.kernel.tables.workbooks import workbook_records
from filon.kernel.text import fold, squash

HEAD = 8
SEPARATORS = ",;\t|"
LONGEST_CELL = 2000
MOST_PROBLEMS = 1000
"""More are counted and not told one by one."""
HEADER_WITHIN = 15
"""Titles may stand above the names of the columns."""


@dataclass(frozen=True)
class Problem:
    """Why a row was refused: its number as a spreadsheet counts, its column, what is wrong and how to mend it."""

    row: int
    column: str
    message: str


@dataclass(frozen=True)
class Row:
    """One row; ``cells`` by the name under which a reader asked for the column, "" for what is empty."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """``columns`` tells which of the names asked for the file has, and how it writes them."""

    columns: Mapping[str, str]
    rows: Sequence[Row]


@dataclass
class Report:
    """What an import did: rows written, those that said nothing new, and why the others were refused."""

    written: int = 0
    same: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, row: Row, table: Table, name: str, *, message: str) -> None:
        self.refused += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(row.number, table.columns.get(name, name), message))

    def sentence(self) -> str:
        return _("%(written)d lignes écrites, %(same)d inchangées, %(refused)d refusées.") % {
            "written": self.written,
            "same": self.same,
            "refused": self.refused,
        }


def read(path: Path, aliases: Mapping[str, Sequence[str]]) -> Table:
    """The table of a file. ``aliases``: name asked for → how files may write it, folded. Raises Refused."""
    lines = _lines(path)
    for number, header in enumerate(islice(lines, HEADER_WITHIN), 1):
        places = _places(header, aliases)
        if len(places) >= min(2, len(aliases)):
            rows = [Row(n, _cells(line, places)) for n, line in enumerate(lines, number + 1) if any(line)]
            return Table({name: header[at] for name, at in places.items()}, rows)
    wanted = ", ".join(names[0] for names in aliases.values())
    raise Refused(_("Colonnes attendues dans ce fichier : %(names)s.") % {"names": wanted}, code="columns_missing")


def _places(header: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> dict[str, int]:
    written = [fold(cell).replace("_", " ") for cell in header]
    found = {}
    for name, names in aliases.items():
        at = next((written.index(alias) for alias in names if alias in written), None)
        if at is not None:
            found[name] = at
    return found


def _cells(line: Sequence[str], places: Mapping[str, int]) -> dict[str, str]:
    return {name: line[at][:LONGEST_CELL] if at < len(line) else "" for name, at in places.items()}


def _lines(path: Path) -> Iterator[list[str]]:
    """The content decides how it is read, not the name."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        stream.seek(0)
        if is_workbook(head):
            yield from ([squash(cell) for cell in line] for line in workbook_records(stream))
            return
    text = _decoded(path.read_bytes())
    refuse_binary(text)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    try:
        yield from ([squash(cell) for cell in line] for line in csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error:
        raise Refused(_("Ce fichier n’est pas un CSV lisible."), code="not_csv") from None


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
