"""Where the column names stand in a table: after remarks, on the first row, or nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from filon.crm.imports.limits import HEADER_SCAN_ROWS
from filon.crm.imports.naming import is_known

_VALUE = re.compile(r"@|\d{5}|://|\A[\d\s.,+-]+\Z")

Cells = Sequence[str]


def find_header(rows: Sequence[Cells]) -> int | None:
    """The index of the row of column names, or None when the table starts with its first prospect.

    A row with two known names is the header wherever it stands (LinkedIn puts remarks above). Else the first row as
    wide as the table is the header when it holds known names or when, unlike the rows below, nothing in it looks like
    an address, a number or a link.
    """
    scanned = rows[:HEADER_SCAN_ROWS]
    for index, cells in enumerate(scanned):
        if known_names(cells) >= 2:
            return index
    width = usual_width(rows)
    for index, cells in enumerate(scanned):
        if len(cells) == width and _filled(cells):
            return index if _is_header(cells, below=rows[index + 1 :]) else None
    return None


def names_of_columns(rows: Sequence[Cells]) -> tuple[int, tuple[str, ...]]:
    """The row of the header as a spreadsheet shows it (0: there is none) and the name of each column, maybe empty."""
    index = find_header(rows)
    if index is None:
        return 0, ("",) * usual_width(rows)
    return index + 1, tuple(cell.strip() for cell in rows[index])


def known_names(cells: Cells) -> int:
    """How many different known column names a row holds."""
    return len({cell.strip().lower() for cell in cells if len(cell) < 80 and is_known(cell)})


def usual_width(rows: Sequence[Cells]) -> int:
    """The number of cells that most rows have; 0 when all are blank."""
    widths = Counter(len(cells) for cells in rows if _filled(cells))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _is_header(cells: Cells, *, below: Sequence[Cells]) -> bool:
    if any(_VALUE.search(cell) for cell in cells):
        return False
    return known_names(cells) >= 1 or any(_VALUE.search(cell) for row in below for cell in row)


def _filled(cells: Cells) -> bool:
    return any(cell.strip() for cell in cells)
