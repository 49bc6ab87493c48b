"""Meeting answers and invitations: text/calendar with a method (RFC 5546, RFC 6047)."""

from __future__ import annotations

import re

from .letter import Letter
from .mime import Part
from .verdict import Finding, Kind

_METHOD = re.compile(r"^METHOD[^:\r\n]*:\s*([A-Za-z-]+)", re.MULTILINE)
_METHODS = frozenset({"reply", "request", "counter", "cancel", "declinecounter", "refresh", "add"})
_TYPES = frozenset({"text/calendar", "application/ics", "text/x-vcalendar"})
_WORDS_OF_A_LETTER = 12


def read_meeting(letter: Letter) -> Finding | None:
    """The scheduling method of the mail; a letter with an appointment attached to it stays a letter."""
    for part in letter.message.own:
        if part.kind not in _TYPES and not part.filename.lower().endswith(".ics"):
            continue
        method = _method(part)
        if method not in _METHODS:
            continue
        if part.attached and _carries_more(letter):
            return None
        return Finding(Kind.CALENDAR, f"calendar_{method}", f"text/calendar, METHOD {method.upper()}")
    return None


def _method(part: Part) -> str:
    declared = part.headers.parameters("content-type").get("method", "")
    found = _METHOD.search(part.text[:20_000])
    return (found[1] if found else declared).strip().lower()


def _carries_more(letter: Letter) -> bool:
    """An answer that says something and merely carries a calendar file: scheduling mails hold it inline too."""
    inline = any(part.kind == "text/calendar" and not part.attached for part in letter.message.own)
    answers = "in-reply-to" in letter.headers or "references" in letter.headers
    return not inline and answers and len(letter.text.split()) > _WORDS_OF_A_LETTER
