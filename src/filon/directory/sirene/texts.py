"""A CSV read as bytes and cut between its lines, whatever it is packed in."""

from __future__ import annotations

import csv
import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple

from django.utils.translation import gettext as _

from filon.kernel.errors import Refused

BLOCK_BYTES = 48 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
BOM = b"\xef\xbb\xbf"


class Block(NamedTuple):
    """Whole lines, and the mark where the next block begins: the number of bytes of text before it."""

    content: bytes
    end: int


def about(path: Path) -> tuple[tuple[str, ...], int]:
    """(names of the columns, bytes of text). Raises Refused for what is no CSV."""
    with opened(path) as text:
        header = text.readline(LONGEST_LINE)
        total = _size(path, text)
    if not header.endswith(b"\n"):
        raise Refused(
            _("Ce fichier n’a pas de ligne d’en-tête : donnez un CSV en UTF-8 qui en a une."), code="no_header"
        )
    try:
        line = header.removeprefix(BOM).decode()
    except UnicodeDecodeError:
        raise Refused(_("L’en-tête n’est pas en UTF-8."), code="not_utf8") from None
    names = tuple(name.strip() for name in next(csv.reader([line])))
    if len(set(names)) != len(names):
        raise Refused(_("Deux colonnes portent le même nom."), code="columns_twice")
    return names, total


def blocks(path: Path, *, start: int) -> Iterator[Block]:
    """The lines after the header, from the mark ``start`` on if that lies behind it."""
    with opened(path) as text:
        mark = len(text.readline(LONGEST_LINE))
        mark += _skip(text, max(0, start - mark))
        rest = b""
        while read := text.read(BLOCK_BYTES):
            lines = rest + read
            cut = _last_end_of_line(lines)
            content, rest = lines[:cut], lines[cut:]
            if len(rest) > BLOCK_BYTES:
                raise Refused(_("Une ligne de ce fichier n’a pas de fin : un guillemet manque."), code="endless_line")
            if content:
                mark += len(content)
                yield Block(content, mark)
        if rest:
            yield Block(rest, mark + len(rest))


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of the text. Raises Refused for a zip that holds anything but one CSV."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if len(names) != 1:
                raise Refused(_("Cette archive doit contenir un seul fichier CSV."), code="zip_content")
            with archive.open(names[0]) as packed:
                yield packed
    elif path.suffix == ".gz":
        with gzip.open(path) as packed:
            yield packed  # type: ignore[misc]  # GzipFile reads bytes
    else:
        with path.open("rb") as plain:
            yield plain


def _last_end_of_line(text: bytes) -> int:
    """Where the last whole row ends: a line break between quotes ends none."""
    end = len(text)
    while (end := text.rfind(b"\n", 0, end)) != -1:
        if text.count(b'"', 0, end) % 2 == 0:
            return end + 1
    return 0


def _skip(text: IO[bytes], amount: int) -> int:
    left = amount
    while left and (read := text.read(min(left, BLOCK_BYTES))):
        left -= len(read)
    return amount - left


def _size(path: Path, text: IO[bytes]) -> int:
    """Bytes of text, as far as that is known without reading it all: a gzip's is guessed from its length."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return sum(info.file_size for info in archive.infolist() if info.filename.lower().endswith(".csv"))
    return path.stat().st_size * (10 if path.suffix == ".gz" else 1)
