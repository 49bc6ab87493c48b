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

from filon.crm.imports.limits import MAX_ARCHIVE_PARTS, MAX_MARKUP_GAP, MAX_SHEET_CELLS, MAX_UNPACKED_BYTES
from filon.kernel.errors import Refused

_PIECE = 1 << 18
_LOCAL_HEADER = struct.Struct("<26xHH")  # the lengths of the name and of the extra field before the data
_CELL_PLACE = re.compile(rb"""\br\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7})["']""")
_OVERLAP = 64  # a cell reference cut by the end of a piece is found in the next


def refuse_bombs(stream: BinaryIO) -> None:
    """Raise Refused when a workbook would unpack to too much, spans too many cells or is not a plain archive.

    Rewinds the stream. Reads the whole archive once, in constant memory.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
        if len(parts) > MAX_ARCHIVE_PARTS:
            raise _too_big()
        unpacked = 0
        for part in parts:
            unpacked += _checked_size(stream, part, room=MAX_UNPACKED_BYTES - unpacked)
    # NotImplementedError is how `zipfile` says that it does not know a compression or an encryption.
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, OSError, ValueError, EOFError):
        raise Refused(
            _("Ce classeur Excel est endommagé. Ouvrez-le puis enregistrez-le à nouveau."), field="file"
        ) from None
    finally:
        stream.seek(0)


def _checked_size(stream: BinaryIO, part: zipfile.ZipInfo, *, room: int) -> int:
    is_xml = part.filename.lower().endswith(".xml")
    is_sheet = is_xml and "worksheets/" in part.filename.lower()
    size, gap, tail, extent = 0, 0, b"", _Extent()
    for piece in _pieces(stream, part):
        size += len(piece)
        if size > room:
            raise _too_big()
        last_tag = piece.rfind(b"<")
        gap = len(piece) - last_tag if last_tag >= 0 else gap + len(piece)
        if is_xml and gap > MAX_MARKUP_GAP:
            raise _too_big()
        if is_sheet:
            extent.add(tail + piece)
            tail = piece[-_OVERLAP:]
    return size


class _Extent:
    """The corner of a sheet: readers make room for all cells up to it, even if only two are filled."""

    def __init__(self) -> None:
        self.rows = self.columns = 0

    def add(self, xml: bytes) -> None:
        for letters, row in _CELL_PLACE.findall(xml):
            self.rows = max(self.rows, int(row))
            if len(letters) > 1 or self.columns < 26:
                self.columns = max(self.columns, _column(letters))
        if self.rows * self.columns > MAX_SHEET_CELLS:
            raise _too_big()


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


def _too_big() -> Refused:
    return Refused(
        _("Ce classeur est trop grand une fois décompressé. Gardez une seule feuille, ou enregistrez-la en CSV."),
        field="file",
    )
