"""RFC 2047 words and RFC 2231 parameters in header values."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

from .charsets import decode

_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([bqBQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)\s+(=\?[^?\s]+\?[bqBQ]\?)")
_PARAMETER = re.compile(r";\s*([\w!#$&^.+*-]{1,60})\s*=\s*(\"(?:\\.|[^\"\\])*\"?|[^;\s]*)")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


def unbase64(data: bytes) -> bytes:
    """The bytes behind base64, whatever stands between and however it ends."""
    clean = _NOT_BASE64.sub(b"", data)
    clean = clean[: len(clean) - 1] if len(clean) % 4 == 1 else clean
    return base64.b64decode(clean + b"=" * (-len(clean) % 4))


def _decoded(match: re.Match[str]) -> str:
    charset, kind, payload = match.groups()
    data = payload.encode("utf-8", "surrogateescape")
    return decode(unbase64(data) if kind in "bB" else binascii.a2b_qp(data, header=True), charset)


def decode_words(value: str) -> str:
    """A header value as a person reads it; a word that cannot be read is left as it is written."""
    if "=?" not in value:
        return value
    return _WORD.sub(_decoded, _BETWEEN.sub(r"\1\2", value))


def parameters(value: str) -> dict[str, str]:
    """The parameters of a structured header, names in lower case; continuations (`name*0*=`) are joined."""
    found: dict[str, str] = {}
    pieces: dict[str, list[tuple[str, str]]] = {}
    for name, raw in _PARAMETER.findall(value):
        text = re.sub(r"\\(.)", r"\1", raw[1:].removesuffix('"')) if raw.startswith('"') else raw
        stem, star, rest = name.lower().partition("*")
        if star:
            pieces.setdefault(stem, []).append((rest, text))
        else:
            found.setdefault(stem, decode_words(text))
    for stem, parts in pieces.items():
        found.setdefault(stem, _joined(parts))
    return found


def _joined(parts: list[tuple[str, str]]) -> str:
    """RFC 2231: the charset stands once before the first quote marks, percent signs only in pieces that say so."""
    ordered = sorted(parts, key=lambda piece: int(piece[0].rstrip("*")) if piece[0].rstrip("*").isdecimal() else 0)
    charset, data = "", b""
    for index, (mark, text) in enumerate(ordered):
        if index == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)  # noqa: PLW2901 the rest of the first piece is its text
        coded = mark in {"", "*"} or mark.endswith("*")
        data += unquote_to_bytes(text) if coded else text.encode("utf-8", "surrogateescape")
    return decode(data, charset)
