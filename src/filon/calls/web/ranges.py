"""A file, whole or by one range of bytes (RFC 9110 § 14.2), as audio players ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

_RANGE = re.compile(r"bytes=(?P<first>\d{0,15})-(?P<last>\d{0,15})", re.ASCII)
_PIECE = 64 * 1024


def ranged(path: Path, *, asked: str, content_type: str) -> HttpResponseBase:
    """200 with the file, 206 with the range that ``asked`` names, 416 for one beyond its end.

    Several ranges at once and anything that is not a range of bytes are answered with the whole file.
    """
    size = path.stat().st_size
    bounds = _bounds(asked, size=size)
    if bounds is None:
        response: HttpResponseBase = FileResponse(path.open("rb"), content_type=content_type)
    elif bounds.start >= size:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
    else:
        response = StreamingHttpResponse(_bytes(path, bounds), status=206, content_type=content_type)
        response["Content-Range"] = f"bytes {bounds.start}-{bounds.stop - 1}/{size}"
        response["Content-Length"] = str(len(bounds))
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    return response


def _bounds(asked: str, *, size: int) -> range | None:
    found = _RANGE.fullmatch(asked.strip())
    if not found or not (found["first"] or found["last"]):
        return None
    if not found["first"]:
        return range(max(0, size - int(found["last"])), size) if int(found["last"]) else range(size, size)
    first = int(found["first"])
    last = min(int(found["last"]), size - 1) if found["last"] else size - 1
    return None if found["last"] and int(found["last"]) < first else range(first, last + 1)


def _bytes(path: Path, bounds: range) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(bounds.start)
        left = len(bounds)
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece
