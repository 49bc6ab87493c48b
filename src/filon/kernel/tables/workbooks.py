"""Rows of an Excel workbook (.xlsx), as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from filon.kernel.errors import Refused
from filon.kernel.tables.archives import refuse_bombs

Cell = int | float | str | bool | datetime | date | time | timedelta


def workbook_records(stream: BinaryIO) -> Iterator[list[str]]:
    """Yield every row of the first visible sheet that holds anything, from row 1 on, blank ones included.

    Numbers are written as people write them (a telephone typed as a number has no ``.0``), dates as ISO 8601.
    Raises Refused for a file that is no workbook, is protected by a password, or is dangerous to open.
    """
    refuse_bombs(stream)
    try:
        book = CalamineWorkbook.from_filelike(stream)
        sheet = _first_filled_sheet(book)
    except (CalamineError, OSError, ValueError):
        raise Refused(
            _("Ce classeur Excel ne s’ouvre pas. Enregistrez-le en CSV et réessayez."), field="file"
        ) from None
    if sheet is None or sheet.start is None:
        return
    padding = [""] * sheet.start[
        1
    ]  # iter_rows gives the blank rows above the first filled cell, not the columns before it
    for cells in sheet.iter_rows():
        yield padding + [_text(cell) for cell in cells]


def _first_filled_sheet(book: CalamineWorkbook) -> CalamineSheet | None:
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(about.name)
            if sheet.start is not None:
                return sheet
    return None


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)
