"""CSV for people's spreadsheets: the one way in which Filon writes it, and what its cells meant when they come back.

A cell that begins with = + - @ or a control character runs as a formula where the file is opened (CWE-1236).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

MARK = "\ufeff".encode()
"""At the start of a file, so that a spreadsheet reads UTF-8."""

_RUNS = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")
"""With what stands before: an apostrophe of somebody's own must come back as theirs."""


def inert(cell: str) -> str:
    """The cell as text that no spreadsheet runs: an apostrophe before what starts a formula.

    Telephone numbers of other countries have it too: without it a spreadsheet takes +33199001234 for a number and
    drops its sign, and the file does not come back as it was.
    """
    return "'" + cell if _RUNS.match(cell) else cell


def meant(cell: str) -> str:
    """What a cell was before ``inert``: the same for any other cell."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def line(cells: Iterable[str]) -> bytes:
    """One line for a French spreadsheet (semicolons, CRLF, UTF-8), every cell inert."""
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow([inert(cell) for cell in cells])
    return text.getvalue().encode()
