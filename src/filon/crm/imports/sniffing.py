"""Find out the layout of a text table from its beginning."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from itertools import islice

from filon.crm.imports.delimited import records
from filon.crm.imports.headers import known_names, names_of_columns, usual_width
from filon.crm.imports.layout import DELIMITERS, Layout
from filon.crm.imports.limits import HEADER_SCAN_ROWS, SAMPLE_ROWS

SAMPLE_CHARS = 400_000
SAID_BY_EXCEL = re.compile(r'"?sep=(?P<delimiter>[;,\t|])"?[;,\t|]*\r?\n?', re.IGNORECASE)
"""A first line ``sep=;`` names the separator. Excel does not show it as a row, so it is not counted as one."""


def sniff(sample: str, *, encoding: str) -> Layout:
    """The layout of a text table whose first characters are ``sample`` (cut anywhere when longer than it)."""
    said = SAID_BY_EXCEL.match(sample)
    body = sample[said.end() :] if said else sample
    candidates = [said["delimiter"]] if said else DELIMITERS
    tables = {delimiter: _first_rows(body, delimiter=delimiter) for delimiter in candidates}
    delimiter = max(candidates, key=lambda candidate: _likeliness(tables[candidate]))
    header_row, columns = names_of_columns(tables[delimiter])
    return Layout(encoding=encoding, delimiter=delimiter, header_row=header_row, columns=columns)


def _first_rows(sample: str, *, delimiter: str) -> list[list[str]]:
    rows = list(islice(records(io.StringIO(sample, newline=""), delimiter=delimiter), SAMPLE_ROWS + HEADER_SCAN_ROWS))
    return rows[:-1] if len(sample) > SAMPLE_CHARS // 2 and len(rows) > 1 else rows


def _likeliness(rows: Sequence[Sequence[str]]) -> tuple[int, float, int]:
    """Known column names first, then how even the rows are, then how many columns there would be."""
    names = max((known_names(cells) for cells in rows[:HEADER_SCAN_ROWS]), default=0)
    width = usual_width(rows)
    if width < 2:
        return names, 0.0, width
    filled = [cells for cells in rows if "".join(cells).strip()]
    return names, sum(len(cells) == width for cells in filled) / len(filled), width
