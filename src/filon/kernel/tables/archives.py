"""A look into a workbook before it is opened: an archive of a few kilobytes can unpack to more than the memory holds.

The sizes that an archive declares are the sender's word; here every part is unpacked in small pieces and counted.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _

from filon.kernel.errors import Refused

MAX_UNPACKED_BYTES = 600 * 1024 * 1024
MAX_ARCHIVE_PARTS = 2_000
MAX_SHEET_CELLS = 20_000_000
MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
"""Of a sheet of Excel. A reader that is told of another place goes on to it from the first."""
MAX_MARKUP_GAP = 1_000_000
"""Bytes of XML from one tag to the next: the fullest cell of a spreadsheet, escaped, takes fewer."""

_PIECE = 1 << 18
_WORKBOOK = "xl/workbook.xml"
_OTHER_FORMS = frozenset({"content.xml", "xl/workbook.bin"})
"""OpenDocument repeats cells by a number, binary workbooks place them in bytes: neither can be measured here."""
_LOCAL_HEADER = struct.Struct("<26xHH")  # the lengths of the name and of the extra field before the data
_CELL_PLACE = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{1,9})\$?(\d{1,20})["']""")
_ROW_PLACE = re.compile(rb"""<(?:\w+:)?row\s[^<>]*?\br\s*=\s*["'](\d{1,20})["']""")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL_WITHOUT_PLACE = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?![^<>]*\sr\s*=)")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OVERLAP = 256
"""What the end of a piece cuts is found in the next."""


def refuse_bombs(stream: BinaryIO) -> None:
    """Raise Refused when a workbook (.xlsx) would unpack to too much, spans too many cells, declares entities, is of
    another form or not a plain archive.

    Rewinds the stream. Reads the whole archive once, in constant memory.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
        if len(parts) > MAX_ARCHIVE_PARTS:
            raise _too_big()
        _refuse_other_forms({part.filename for part in parts})
        unpacked = 0
        for part in parts:
            unpacked += _checked_size(stream, part, room=MAX_UNPACKED_BYTES - unpacked)
    # NotImplementedError is how `zipfile` says that it does not know a compression or an encryption.
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, OSError, ValueError, EOFError):
        raise _damaged() from None
    finally:
        stream.seek(0)


def _refuse_other_forms(names: set[str]) -> None:
    if _WORKBOOK not in names or names & _OTHER_FORMS:
        raise Refused(
            _("Cette archive n’est pas un classeur Excel (.xlsx). Enregistrez le tableau en .xlsx ou en CSV."),
            field="file",
        )


def _checked_size(stream: BinaryIO, part: zipfile.ZipInfo, *, room: int) -> int:
    size, gap, tail, extent = 0, 0, b"", _Extent()
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    for piece in _pieces(stream, part):
        is_xml = is_xml or (not size and piece.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"))
        size += len(piece)
        if size > room:
            raise _too_big()
        if not is_xml:
            continue
        last_tag = piece.rfind(b"<")
        gap = len(piece) - last_tag if last_tag >= 0 else gap + len(piece)
        if gap > MAX_MARKUP_GAP:
            raise _too_big()
        if _DECLARES.search(tail + piece):
            raise _damaged()
        extent.add(piece, before=tail)
        tail = piece[-_OVERLAP:]
    return size


class _Extent:
    """The corner of a sheet: readers make room for all cells up to it, even if only two are filled."""

    def __init__(self) -> None:
        self.rows = self.columns = self._unplaced = 0
        self._is_sheet = False

    def add(self, piece: bytes, *, before: bytes) -> None:
        """Whatever the part is called: what holds cells is a sheet."""
        xml = before + piece
        self._is_sheet = self._is_sheet or b"sheetData" in xml
        if not self._is_sheet:
            return
        places = _CELL_PLACE.findall(xml)
        rows = {row for _letters, row in places}.union(_ROW_PLACE.findall(xml))
        columns = {letters.upper() for letters, _row in places}
        self._reach(set(map(int, rows)), set(map(_column, columns)))
        if _CELL_WITHOUT_PLACE.search(piece):
            self._add_unplaced(piece)
        if self.rows * self.columns > MAX_SHEET_CELLS:
            raise _too_big()

    def _reach(self, rows: set[int], columns: set[int]) -> None:
        if (rows and not 1 <= min(rows) <= max(rows) <= MAX_ROW) or max(columns, default=0) > MAX_COLUMN:
            raise _damaged()
        self.rows, self.columns = max({self.rows, *rows}), max({self.columns, *columns})

    def _add_unplaced(self, piece: bytes) -> None:
        """Cells that do not say where they are stand one after the other, rows one below the other."""
        for number, row in enumerate(_ROW.split(piece)):
            self._unplaced = len(_CELL_WITHOUT_PLACE.findall(row)) + (0 if number else self._unplaced)
            self.rows += bool(number)
            self.columns = max(self.columns, self._unplaced)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _pieces(stream: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one part as it really unpacks, whatever its declared size."""
    stream.seek(part.header_offset)
    name_length, extra_length = _LOCAL_HEADER.unpack(stream.read(_LOCAL_HEADER.size))
    stream.seek(name_length + extra_length, 1)
    if part.compress_type == zipfile.ZIP_STORED:
        yield from _stored(stream, part.compress_size)
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from _deflated(stream, part.compress_size)
    else:
        raise zipfile.BadZipFile("a workbook is stored or deflated")


def _stored(stream: BinaryIO, left: int) -> Iterator[bytes]:
    while left > 0 and (piece := stream.read(min(left, _PIECE))):
        left -= len(piece)
        yield piece


def _deflated(stream: BinaryIO, left: int) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting = b""
    while not inflate.eof:
        if not waiting:
            waiting = stream.read(min(left, _PIECE))
            left -= len(waiting)
            if not waiting:
                raise EOFError
        piece = inflate.decompress(waiting, _PIECE)
        waiting = inflate.unconsumed_tail
        yield piece


def _damaged() -> Refused:
    return Refused(_("Ce classeur Excel est endommagé. Ouvrez-le puis enregistrez-le à nouveau."), field="file")


def _too_big() -> Refused:
    return Refused(
        _("Ce classeur est trop grand une fois décompressé. Gardez une seule feuille, ou enregistrez-la en CSV."),
        field="file",
    )
