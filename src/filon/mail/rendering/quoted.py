"""Quoted-printable (RFC 2045 §6.7) with slots left open, so that a body is encoded once for all recipients.

Every line of the result is at most 76 characters whatever is put in the slots: a slot has ``room`` reserved on its
line; a value that needs more goes on over soft-broken lines, after which the fixed text starts a fresh one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

MAX_LINE = 76
_USABLE = MAX_LINE - 1  # the last column is kept for the "=" of a soft break
_SOFT = b"=\r\n"
_HARD = b"\r\n"
_BLANK = (b" ", b"\t")

_TOKENS = tuple(bytes([b]) if (33 <= b <= 126 and b != 61) or b in (9, 32) else b"=%02X" % b for b in range(256))

SlotT = TypeVar("SlotT")


@dataclass(frozen=True, slots=True)
class Open(Generic[SlotT]):
    """A slot in an encoded body and the columns that its value may take without a line of its own."""

    slot: SlotT
    room: int


class Layout(Generic[SlotT]):
    """Encodes literals and slots one after the other; ``parts`` is the result."""

    def __init__(self) -> None:
        self.parts: list[bytes | Open[SlotT]] = []
        self._bytes = bytearray()
        self._column = 0

    def literal(self, text: str) -> None:
        """Add fixed text; ``\\n`` is a line end."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self._break()
            for token in _tokens(line):
                self._put(token)

    def open(self, slot: SlotT, *, room: int) -> None:
        """Leave a slot, on a fresh soft line when fewer than ``room`` columns are left on this one."""
        if self._column + room > _USABLE:
            self._bytes += _SOFT
            self._column = 0
        self._flush()
        self.parts.append(Open(slot, room))
        self._column += room

    def close(self) -> list[bytes | Open[SlotT]]:
        """The parts, with a line end after the last line."""
        if self._column:
            self._break()
        self._flush()
        return self.parts

    def _break(self) -> None:
        """End the line; a space or tab that would stand last, where relays strip it, is spelled out."""
        if self._bytes[-1:] in _BLANK:
            self._bytes[-1:] = b"=%02X" % self._bytes[-1]
        self._bytes += _HARD
        self._column = 0

    def _put(self, token: bytes) -> None:
        needed = 3 if token in _BLANK else len(token)
        if self._column + needed > _USABLE:
            self._bytes += _SOFT
            self._column = 0
        self._bytes += token
        self._column += len(token)

    def _flush(self) -> None:
        if self._bytes:
            self.parts.append(bytes(self._bytes))
            self._bytes = bytearray()


def encode_value(value: str, *, room: int) -> bytes:
    """A one-line value, without blanks around it, for a slot with ``room`` columns.

    Nothing at all becomes a soft break, so that a blank before the slot never ends a line.
    """
    if not value:
        return _SOFT
    if value.isascii() and "=" not in value:
        return value.encode() if len(value) <= room else _on_lines(value.encode())
    tokens = _tokens(value)
    if sum(map(len, tokens)) <= room:
        return b"".join(tokens)
    out, left = bytearray(), room
    for token in tokens:
        if len(token) > left:
            out += _SOFT
            left = _USABLE
        out += token
        left -= len(token)
    return bytes(out + _SOFT)


@lru_cache(maxsize=512)
def _on_lines(plain: bytes) -> bytes:
    """Characters that need no encoding, such as those of a long address, on soft-broken lines of their own.

    Remembered: an address is in both parts of a mail, twice in one, and most are the same for all recipients.
    """
    lines = [plain[start : start + _USABLE] for start in range(0, len(plain), _USABLE)]
    return _SOFT + _SOFT.join(lines) + _SOFT


def _tokens(line: str) -> list[bytes]:
    return [_TOKENS[b] for b in line.encode("utf-8", "replace")]
