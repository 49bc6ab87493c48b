"""Header fields written by hand, and fast: RFC 5322 lines, RFC 2047 encoded words, nothing that can be injected."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache

from filon.mail.rendering.faults import UnsendableAddress
from filon.mail.rendering.language import one_line

MAX_LINE = 76  # RFC 2047 §2, for lines that hold an encoded word; RFC 5322 allows 78
MAX_REFERENCES = 20
MAX_IDENTIFIER = 250

_WORD_OPEN, _WORD_CLOSE = "=?utf-8?q?", "?="
_WORD_ROOM = MAX_LINE - 1 - len(_WORD_OPEN) - len(_WORD_CLOSE)
_SAFE_IN_WORD = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!*+-/")
_WORD_TOKENS = tuple(chr(b) if b in _SAFE_IN_WORD else "_" if b == 32 else f"={b:02X}" for b in range(256))

_ATEXT = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = re.compile(rf"{_ATEXT}(?:\.{_ATEXT})*@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_PLAIN_PHRASE = re.compile(rf"{_ATEXT}(?: {_ATEXT})*")
_URI = re.compile(r"(?:https?://|mailto:)[!#-;=?-~]+")
_MESSAGE_ID = re.compile(r"[!-;=?-~]+@[!-;=?-~]+")
_SPACES = re.compile(r" {2,}")

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def subject_text(text: str) -> str:
    """A subject as it will be read: one line, single spaces."""
    line = one_line(text)
    return _SPACES.sub(" ", line) if "  " in line else line


def name_text(name: str) -> str:
    """A display name as it will be read: one line, single plain spaces."""
    return " ".join(one_line(name).split())


def unstructured(text: str, *, column: int) -> str:
    """``text`` as the value of a free-text field whose name and ``": "`` take ``column`` columns; folded by CRLF SP."""
    if text.isascii() and "=?" not in text:
        if len(text) <= MAX_LINE - column:
            return text
        folded = _fold(text, column)
        if folded is not None:
            return folded
    else:
        quoted = binascii.b2a_qp(text.encode("utf-8", "replace"), quotetabs=False, istext=False, header=True)
        word = quoted.replace(b"?", b"=3F")
        if len(word) <= _WORD_ROOM + 1 - column and b"\n" not in word:
            return f"{_WORD_OPEN}{word.decode('ascii')}{_WORD_CLOSE}"
    return _words(text, column)


def mailbox(address: str, display_name: str, *, column: int) -> str:
    """``Name <address>`` for From, To or Reply-To. Raises ``UnsendableAddress``."""
    if not is_sendable(address):
        raise UnsendableAddress(f"not an ASCII dot-atom address: {len(address)} characters")
    name = name_text(display_name)
    if not name:
        return address
    phrase = _phrase(name, column)
    last_line = len(phrase) - phrase.rfind("\n") - 1 + (0 if "\n" in phrase else column)
    gap = " " if last_line + len(address) + 3 <= MAX_LINE else "\r\n "
    return f"{phrase}{gap}<{address}>"


def is_sendable(address: str) -> bool:
    """Whether ``address`` can stand in an envelope and a header without extension (ASCII, dot-atom, no quoting)."""
    return len(address) <= 254 and _ADDRESS.fullmatch(address) is not None


def date(moment: datetime) -> str:
    """RFC 5322 §3.3, in the zone of ``moment``, which must be aware."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a Date header needs an aware datetime")
    return _date(moment if moment.microsecond == 0 else moment.replace(microsecond=0), offset)


def uri(address: str) -> str:
    """``<address>`` for List-Unsubscribe. Raises ``ValueError`` when it could break out of the angle brackets."""
    if not _URI.fullmatch(address):
        raise ValueError("not a plain http(s) or mailto address")
    return f"<{address}>"


def identifier(bare_id: str) -> str:
    """``<bare_id>`` for Message-ID. Raises ``ValueError`` when it is not one word around an ``@``."""
    if len(bare_id) > MAX_IDENTIFIER or not _MESSAGE_ID.fullmatch(bare_id):
        raise ValueError("not a message identifier")
    return f"<{bare_id}>"


def references(bare_ids: Iterable[str]) -> str:
    """Message identifiers, one a line; ill-formed ones, which a stranger may have sent, are left out."""
    good = [f"<{i}>" for i in bare_ids if len(i) <= MAX_IDENTIFIER and _MESSAGE_ID.fullmatch(i)]
    kept = good if len(good) <= MAX_REFERENCES else [good[0], *good[1 - MAX_REFERENCES :]]
    return "\r\n ".join(kept)


class _CharacterTokens(dict[str, str]):
    """Each character spelled for an encoded word, worked out when it is first met."""

    def __missing__(self, char: str) -> str:
        token = self[char] = "".join(_WORD_TOKENS[b] for b in char.encode("utf-8", "replace"))
        return token


_TOKENS_OF = _CharacterTokens()


@lru_cache(maxsize=4096)
def _phrase(name: str, column: int) -> str:
    if name.isascii() and "=?" not in name and len(name) + column <= MAX_LINE - 2:
        if _PLAIN_PHRASE.fullmatch(name):
            return name
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return _words(name, column)


@lru_cache(maxsize=64)
def _date(moment: datetime, offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
    clock = f"{moment.hour:02d}:{moment.minute:02d}:{moment.second:02d}"
    return f"{_DAYS[moment.weekday()]}, {moment.day:02d} {_MONTHS[moment.month - 1]} {moment.year:04d} {clock} {zone}"


def _fold(text: str, column: int) -> str | None:
    lines, line, room = [], "", MAX_LINE - column
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if len(longer) <= room:
            line = longer
            continue
        if not line or len(word) >= MAX_LINE:
            return None
        lines.append(line)
        line, room = word, MAX_LINE - 1
    return "\r\n ".join((*lines, line))


def _words(text: str, column: int) -> str:
    """Encoded words of at most 75 characters, none splitting a character (RFC 2047 §5 (3))."""
    words, word, room = [], "", _WORD_ROOM + 1 - column
    for char in text:
        token = _TOKENS_OF[char]
        if len(word) + len(token) > room:
            words.append(word)
            word, room = "", _WORD_ROOM
        word += token
    words.append(word)
    return "\r\n ".join(f"{_WORD_OPEN}{w}{_WORD_CLOSE}" for w in words)
