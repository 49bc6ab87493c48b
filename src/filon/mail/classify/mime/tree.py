"""A message taken apart, within limits.

The standard library's parser tests every line against every open boundary and recurses once per nested part; a
hostile message makes it slow or overflows it. Cutting at boundaries with one search per level keeps the work
proportional to the size read, and a broken message still yields the parts that can be read.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .charsets import decode
from .headers import Headers
from .words import unbase64

MAX_BYTES = 2 * 1024 * 1024
MAX_HEAD_BYTES = 256 * 1024
MAX_PARTS = 200
MAX_DEPTH = 12

_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n|\r[ \t]*\r(?!\n)")
_FIRST_LINE = re.compile(rb"(?:>?From [^\r\n]*)?[\r\n]*")
_LOOKS_LIKE_BOUNDARY = re.compile(rb"(?:\A|[\r\n])--([^\s-][^\r\n]{0,69}?)[ \t]*[\r\n]+content-", re.IGNORECASE)
_LOOKS_LIKE_HEADER = re.compile(rb"[!-9;-~]{1,60}[ \t]*:")
_REPORTS = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/feedback-report",
        "message/disposition-notification",
    }
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)
_TYPE = re.compile(r"\s*([\w!#$&^.+-]+/[\w!#$&^.+-]+)", re.ASCII)
_MESSAGES = frozenset({"message/rfc822", "message/global", "text/rfc822"})
_HEADERS_ONLY = frozenset(
    {"text/rfc822-headers", "message/rfc822-headers", "message/global-headers", "message/partial"}
)


@dataclass(frozen=True)
class Part:
    """One node: a leaf, a container or a message given back."""

    headers: Headers
    kind: str
    body: bytes
    depth: int
    returned: bool
    """True inside a message that this one gives back or forwards."""

    @cached_property
    def text(self) -> str:
        """The body as text, lines ended by a line feed."""
        label = self.headers.parameters("content-type").get("charset", "") or self._declared_in_html()
        return decode(self.body, label).replace("\r\n", "\n").replace("\r", "\n")

    def _declared_in_html(self) -> str:
        found = _META_CHARSET.search(self.body[:4096]) if self.kind == "text/html" else None
        return found[1].decode() if found else ""

    @cached_property
    def attached(self) -> bool:
        """Whether it is a file that comes with the message rather than a piece of it."""
        disposition = self.headers.raw("content-disposition").lower()
        return disposition.startswith("attachment") or (bool(self.filename) and not disposition.startswith("inline"))

    @cached_property
    def filename(self) -> str:
        """The name that the sender gave it, or ""."""
        return self.headers.parameters("content-disposition").get("filename", "") or self.headers.parameters(
            "content-type"
        ).get("name", "")

    @property
    def gives_back_headers(self) -> bool:
        """Whether it holds the headers of another message, and no more."""
        return self.kind in _HEADERS_ONLY


@dataclass(frozen=True)
class Message:
    """The headers of a message and its parts in order, containers included."""

    headers: Headers
    parts: tuple[Part, ...]

    @property
    def root(self) -> Part:
        """The message as one part."""
        return self.parts[0]

    @cached_property
    def own(self) -> tuple[Part, ...]:
        """The parts this message says itself, without those of a message it gives back."""
        return tuple(part for part in self.parts if not part.returned)

    def find(self, *kinds: str) -> Part | None:
        """The first own part of one of these types."""
        return next((part for part in self.own if part.kind in kinds), None)

    def original(self) -> Headers | None:
        """The headers of the message given back, when there is one: what follows the machine part of a report."""
        reports = [index for index, part in enumerate(self.parts) if part.kind in _REPORTS]
        for part in self.parts[reports[0] if reports else 0 :]:
            if part.returned and part.headers and ("message-id" in part.headers or "from" in part.headers):
                return part.headers
            if part.gives_back_headers:
                return Headers.parse(part.body)
        return None


def read(raw: bytes) -> Message:
    """The message in `raw`; bytes past MAX_BYTES, parts past MAX_PARTS and levels past MAX_DEPTH are left unread."""
    data = raw[:MAX_BYTES]
    start = _FIRST_LINE.match(data)
    data = data[start.end() :] if start else data
    parts: list[Part] = []
    for part in _walk(data, depth=0, returned=False):
        parts.append(part)
        if len(parts) >= MAX_PARTS:
            break
    return Message(parts[0].headers, tuple(parts))


def _walk(data: bytes, *, depth: int, returned: bool) -> Iterator[Part]:
    headers, body = _split(data)
    kind = _kind(headers)
    if not kind.startswith("multipart/") or b"--" not in body:
        body = _transfer_decoded(headers.raw("content-transfer-encoding"), body)
    part = Part(headers, kind, body, depth, returned)
    yield part
    if depth >= MAX_DEPTH:
        return
    if kind in _MESSAGES:
        yield from _walk(body.lstrip(b"\r\n"), depth=depth + 1, returned=True)
    elif kind.startswith("multipart/"):
        for piece in _pieces(body, headers.parameters("content-type").get("boundary", "")):
            yield from _walk(piece, depth=depth + 1, returned=returned)


def _kind(headers: Headers) -> str:
    match = _TYPE.match(headers.text("content-type"))
    return match[1].lower() if match else "text/plain"


def _split(data: bytes) -> tuple[Headers, bytes]:
    """Headers and body; a part that begins with a blank line, or with no header at all, is all body."""
    if data[:1] in {b"\n", b"\r"}:
        return Headers([]), data.lstrip(b"\r\n")
    blank = _BLANK_LINE.search(data, 0, MAX_HEAD_BYTES)
    if blank is None:
        head = Headers.parse(data[:MAX_HEAD_BYTES]) if _LOOKS_LIKE_HEADER.match(data) else Headers([])
        return head, b"" if len(head) else data
    return Headers.parse(data[: blank.start()]), data[blank.end() :]


def _transfer_decoded(encoding: str, body: bytes) -> bytes:
    name = encoding.strip().strip('"').lower()
    if name.startswith("base64"):
        return unbase64(body)
    if name.startswith("quoted"):
        return binascii.a2b_qp(body)
    if name in {"x-uuencode", "uuencode", "uue", "x-uue"}:
        return _unuuencoded(body)
    return body


def _unuuencoded(body: bytes) -> bytes:
    lines = []
    for line in body.splitlines():
        if line.startswith((b"begin ", b"end", b"`")) or not line:
            continue
        try:
            lines.append(binascii.a2b_uu(line))
        except binascii.Error:
            continue
    return b"".join(lines)


def _pieces(body: bytes, boundary: str) -> list[bytes]:
    """The parts between boundaries; when the boundary told is not found, the one that is plainly used."""
    name = boundary.encode("utf-8", "surrogateescape").rstrip()
    if not name or b"--" + name not in body:
        seen = _LOOKS_LIKE_BOUNDARY.search(body)
        if seen is None:
            return [b"\n" + body] if body.strip() else []
        name = seen[1].rstrip()
    line = re.compile(rb"(?:\A|\r\n|\n|\r)--" + re.escape(name) + rb"(--)?[ \t]*(?=\r|\n|\Z)")
    pieces, start = [], -1
    for match in line.finditer(body):
        if start >= 0:
            pieces.append(_without_line_end(body[start : match.start()]))
        start = -1 if match[1] else match.end()
        if len(pieces) >= MAX_PARTS or match[1]:
            break
    if start >= 0:
        pieces.append(_without_line_end(body[start:]))
    return pieces


def _without_line_end(piece: bytes) -> bytes:
    """A piece begins after the line end of its boundary line."""
    if piece.startswith(b"\r\n"):
        return piece[2:]
    return piece[1:] if piece[:1] in {b"\n", b"\r"} else piece
