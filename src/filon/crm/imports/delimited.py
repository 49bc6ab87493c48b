"""Records of a delimited text file (RFC 4180 and what people make of it)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from filon.crm.imports.limits import CELL_MAY_SPAN_LINES, LINES_READ_TWICE
from filon.crm.imports.lines import Lines, TooManyLines


def records(stream: TextIO, *, delimiter: str, width: int = 0) -> Iterator[list[str]]:
    """Yield every record, blank ones as empty lists, so that counting them gives the row of the spreadsheet.

    Cells may span lines inside quotes. A quote that is never closed, or closed in the middle of a cell, costs its own
    line only: that line is taken as it is written and reading goes on with the next. ``width`` is the number of columns
    when it is known; it tells a cell of two lines from a stray quote that swallowed the next row.
    """
    lines = Lines(stream, limit=CELL_MAY_SPAN_LINES)
    patience = LINES_READ_TWICE
    while True:
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            for record in reader:
                if len(lines.taken) > 1 and _swallowed_a_row(lines.taken, record, delimiter=delimiter, width=width):
                    break
                lines.keep()
                yield record
            else:
                return
        except (csv.Error, TooManyLines):
            pass
        if not lines.taken:
            return
        patience -= len(lines.taken)
        first = lines.taken[0]
        lines.give_back(after=1)
        if patience < 0:
            lines.limit = 1
        yield _as_written(first, delimiter=delimiter, width=width)


def _swallowed_a_row(taken: list[str], record: list[str], *, delimiter: str, width: int) -> bool:
    return (
        bool(width) and len(record) != width and len(_as_written(taken[1], delimiter=delimiter, width=width)) == width
    )


def _as_written(line: str, *, delimiter: str, width: int) -> list[str]:
    """One line on its own, its quotes understood if they can be, else taken for what they are."""
    line = line.rstrip("\r\n")
    if not line:
        return []
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        return _forgiving(line, delimiter=delimiter, width=width)


def _forgiving(line: str, *, delimiter: str, width: int) -> list[str]:
    """Of two readings of a line with stray quotes, the one that gives the columns of the table."""
    plain = [_without_quotes(cell) for cell in line.split(delimiter)]
    try:
        quoted = next(csv.reader([line], delimiter=delimiter))
    except csv.Error:
        return plain
    return quoted if len(quoted) == width else plain


def _without_quotes(cell: str) -> str:
    inner = cell.strip()
    if len(inner) > 1 and inner[0] == inner[-1] == '"':
        inner = inner[1:-1]
    return inner.replace('""', '"')
