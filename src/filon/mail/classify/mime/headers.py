"""The headers of a message or a part, read line by line and forgiving."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import getaddresses, parsedate_to_datetime

from .charsets import decode
from .words import decode_words, parameters

MAX_HEADERS = 500
MAX_VALUE = 20_000  # characters of one value: the longest References header worth reading is shorter

_FIELD = re.compile(r"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
_FOLD = re.compile(r"\n(?=[ \t])")
_MESSAGE_ID = re.compile(r"<\s*([^<>\s]{1,500})\s*>")
_ADDRESS = re.compile(r"[^\s<>\"'(),;:\[\]]{1,150}@[^\s<>\"'(),;:\[\]]{1,200}")


class Headers:
    """Header fields in order; names are compared without case, values come decoded and on one line."""

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self._fields = fields

    @classmethod
    def parse(cls, data: bytes) -> Headers:
        """Every line that is a field; a line that is none is passed over, as mail programs do."""
        text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
        fields: list[tuple[str, str]] = []
        for line in _FOLD.sub(" ", text).split("\n")[: MAX_HEADERS * 4]:
            match = _FIELD.match(line)
            if match and len(fields) < MAX_HEADERS:
                fields.append((match[1].lower(), match[2].strip()[:MAX_VALUE]))
        return cls(fields)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def __contains__(self, name: str) -> bool:
        return any(key == name.lower() for key, _ in self._fields)

    def raw(self, name: str) -> str:
        """The first value of `name` as written, or ""."""
        return next((value for key, value in self._fields if key == name.lower()), "")

    def all(self, name: str) -> list[str]:
        """Every value of `name` as written."""
        return [value for key, value in self._fields if key == name.lower()]

    def text(self, name: str) -> str:
        """The first value of `name` as a person reads it, or ""."""
        return decode_words(self.raw(name)).strip()

    def parameters(self, name: str) -> dict[str, str]:
        """The parameters after the first value of `name`, by lower-case name."""
        return parameters(self.raw(name))

    def addresses(self, name: str) -> list[str]:
        """The addresses of every `name` header, lower case, in order."""
        found: list[str] = []
        for value in self.all(name):
            pairs = _pairs(decode_words(value))
            found += [address.lower() for address in pairs if "@" in address] or [
                a.lower() for a in _ADDRESS.findall(value)
            ]
        return found

    def message_ids(self, name: str) -> tuple[str, ...]:
        """The identifiers in every `name` header, without angle brackets, in order, each once."""
        return tuple(dict.fromkeys(found for value in self.all(name) for found in _MESSAGE_ID.findall(value)))

    def date(self) -> datetime | None:
        """What the Date header says, in the sender's own time zone; None when it says nothing readable."""
        try:
            return parsedate_to_datetime(self.raw("date"))
        except (ValueError, TypeError, IndexError, OverflowError):
            return None


def _pairs(value: str) -> list[str]:
    try:
        return [address for _, address in getaddresses([value[:2000]])]
    except (ValueError, IndexError, RecursionError):
        return []
