"""A list of customers as people have it: SIRENs one per line, or rows copied or saved from a spreadsheet. Pure."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.kernel.text import fold

MOST_ROWS = 10_000
SEPARATORS = ("\t", ";", ",")
SIREN, SIRET = 9, 14


@dataclass(frozen=True)
class Cell:
    """What stands for a company: the row as a spreadsheet counts it, the column by its title or letter, the text."""

    row: int
    column: str
    text: str


def cells(text: str) -> list[Cell]:
    """The cell of the SIREN of every row that is not empty; a row without one gives an empty text.

    The column is the one called SIREN (or SIRET, whose beginning it is); without titles the one with most numbers of
    their lengths, else the first. Raises Refused beyond MOST_ROWS.
    """
    rows = [(n, row) for n, row in _rows(text) if any(cell.strip() for cell in row)]
    if not rows:
        return []
    place, title = _column([row for _n, row in rows[: MOST_ROWS + 1]])
    if title:
        rows = rows[1:]
    if len(rows) > MOST_ROWS:
        said = _("Ce fichier a %(n)s lignes ; importez-en %(most)s à la fois au plus.")
        raise Refused(said % {"n": len(rows), "most": MOST_ROWS}, field="sirens", code="too_many_rows")
    return [Cell(n, title or _letter(place), row[place].strip() if place < len(row) else "") for n, row in rows]


def siren_of(text: str) -> str:
    """The SIREN in a cell: that of a SIRET is its beginning, anything else is given back as it is."""
    digits = "".join(text.split())
    return digits[:SIREN] if len(digits) == SIRET and digits.isdecimal() else text


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """(number of the line, its cells). Commas without a title are taken for one SIREN after the other."""
    lines = list(enumerate(text.splitlines(), start=1))
    first = next((line for _n, line in lines if line.strip()), "")
    separator = max(SEPARATORS, key=first.count)
    if separator == "," and not any(_is_title(part) for part in first.split(",")):
        return [(n, [part]) for n, line in lines for part in line.split(",")]
    return [(n, _split(line, separator)) for n, line in lines]


def _split(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:  # a cell longer than any table has: the line is taken as it is written
        return line.split(separator)


def _is_title(text: str) -> bool:
    return fold(text).strip().startswith(("siren", "siret"))


def _column(rows: Sequence[Sequence[str]]) -> tuple[int, str]:
    """(place, title) of the column of SIRENs; the title is "" where there are none."""
    titles = [fold(cell).strip() for cell in rows[0]]
    for wanted in ("siren", "siret"):
        for place, title in enumerate(titles):
            if wanted in title.split() or title.startswith(wanted):
                return place, rows[0][place].strip()
    like = Counter(place for row in rows for place, cell in enumerate(row) if _is_like(cell))
    most = max(like.values(), default=0)
    return min((place for place, n in like.items() if n == most), default=0), ""


def _is_like(cell: str) -> bool:
    digits = "".join(cell.split())
    return digits.isdecimal() and len(digits) in {SIREN, SIRET}


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else str(place + 1)
