"""Open a file of prospects, whatever it is, and read its rows one at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.utils.translation import gettext as _

from filon.crm.imports.conformity import require_conformity, template_followed
from filon.crm.imports.delimited import records
from filon.crm.imports.encoding import PASTED, detect_encoding
from filon.crm.imports.headers import names_of_columns
from filon.crm.imports.layout import Layout, column_letter
from filon.crm.imports.limits import HEADER_SCAN_ROWS, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS, SAMPLE_ROWS
from filon.crm.imports.sniffing import SAID_BY_EXCEL, SAMPLE_CHARS, sniff
from filon.kernel.errors import Refused
from filon.kernel.tables.kinds import is_workbook, refuse_binary
from filon.kernel.tables.workbooks import workbook_records

Source = bytes | Path


class Row(NamedTuple):
    """``number`` is what a spreadsheet shows beside the row; ``cells`` are as long as the file wrote them."""

    number: int
    cells: list[str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A file whose layout is known. ``rows()`` may be called again; text is read anew, in constant memory."""

    source: Source
    layout: Layout

    @property
    def columns(self) -> list[str]:
        """A different name for each column: its own, numbered when it comes again, or its letter when it has none."""
        names: dict[str, None] = {}
        for index, own in enumerate(self.layout.columns):
            name = own or column_letter(index)
            numbered = (f"{name} ({again})" for again in count(2))
            names[name if name not in names else next(one for one in numbered if one not in names)] = None
        return list(names)

    def rows(self) -> Iterator[Row]:
        """Yield the rows under the header that hold anything. Raises Refused beyond the limits of ``limits``."""
        seen = 0
        with _opened(self.source) as stream:
            for number, cells in enumerate(_records(stream, self.layout), start=1):
                if number <= self.layout.header_row or not "".join(cells).strip():
                    continue
                seen += 1
                if seen > MAX_ROWS:
                    raise Refused(
                        _("Ce fichier dépasse %(limit)s lignes. Importez-le en plusieurs fois.") % {"limit": MAX_ROWS},
                        field="file",
                    )
                if len(cells) > MAX_COLUMNS:
                    raise Refused(
                        _("La ligne %(row)s compte plus de %(limit)s colonnes.")
                        % {"row": number, "limit": MAX_COLUMNS},
                        field="file",
                    )
                yield Row(number, cells)

    def sample(self) -> list[Row]:
        """The first rows, enough to guess what the columns hold."""
        return list(islice(self.rows(), SAMPLE_ROWS))


def open_table(source: Source, *, layout: Layout | None = None) -> Table:
    """Find out how a file is written (CSV of any separator and encoding, or .xlsx) and be ready to read it.

    The content decides, not the name. Raises Refused with a sentence when the file is empty, too big, of another kind,
    holds no table, or was made from the template and does not follow it (ST-34).
    """
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > MAX_FILE_BYTES:
        raise Refused(
            _("Ce fichier dépasse %(limit)s Mo. Importez-le en plusieurs fois.") % {"limit": MAX_FILE_BYTES >> 20},
            field="file",
        )
    table = Table(source=source, layout=layout or _held_to_template(_find_layout(source)))
    if next(iter(table.rows()), None) is None:
        raise Refused(_("Ce fichier ne contient aucun prospect."), field="file")
    return table


def _find_layout(source: Source) -> Layout:
    with _opened(source) as stream:
        head = stream.read(8)
        stream.seek(0)
        if is_workbook(head):
            header_row, columns = names_of_columns(
                list(islice(workbook_records(stream), SAMPLE_ROWS + HEADER_SCAN_ROWS))
            )
            return Layout(kind="xlsx", header_row=header_row, columns=columns)
        encoding = detect_encoding(stream)
        sample = io.TextIOWrapper(stream, encoding, errors=PASTED, newline="").read(SAMPLE_CHARS)
    refuse_binary(sample)
    return sniff(sample, encoding=encoding)


def _held_to_template(layout: Layout) -> Layout:
    wanted = template_followed(layout.columns)
    if wanted is None:
        return layout
    require_conformity(layout.columns, wanted=wanted)
    return replace(layout, strict=True)


def _records(stream: BinaryIO, layout: Layout) -> Iterator[list[str]]:
    if layout.kind == "xlsx":
        return workbook_records(stream)
    text = io.TextIOWrapper(stream, layout.encoding, errors=PASTED, newline="")
    if not SAID_BY_EXCEL.fullmatch(text.readline(16)):
        text.seek(0)
    return records(text, delimiter=layout.delimiter, width=len(layout.columns))


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as stream:
        yield stream
