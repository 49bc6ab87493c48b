"""What a provider's notice says, whatever its vocabulary. Pure.

Providers agree on no format, but on very few ideas: an identifier, who called, who was called, how it ended. Each is
looked for under its usual names, or where the hook says (dotted path: `data.from`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

LARGEST_BODY = 64 * 1024
LONGEST_ID = 200
MOST_PAIRS = 200
FORM = "application/x-www-form-urlencoded"

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("call_id", "callId", "CallSid", "call_uuid", "uuid", "id", "call.id", "data.id"),
    "caller": ("from", "From", "caller", "caller_id", "raw_digits", "call.from", "data.from", "data.raw_digits"),
    "called": ("to", "To", "called", "callee", "call.to", "data.to", "data.number.digits"),
    "status": ("status", "CallStatus", "call_status", "disposition", "event", "type", "call.status", "data.status"),
}
MISSED = frozenset(
    {
        *("missed", "missedcall", "callmissed", "noanswer", "unanswered", "callunanswered", "notanswered"),
        *("busy", "abandoned", "canceled", "cancelled", "voicemail", "callvoicemail", "calltovoicemail"),
    }
)
"""Statuses of a call that nobody took, or that the voicemail took; compared without case and signs."""


class Unreadable(ValueError):
    """The notice cannot be understood; the message says what is missing, for whoever sets the provider up."""


@dataclass(frozen=True, kw_only=True)
class Fields:
    """Where a provider's notices have what, "" for the usual names; ``missed`` are its own words for a missed call."""

    id: str = ""
    caller: str = ""
    called: str = ""
    status: str = ""
    missed: tuple[str, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Fields:
        paths = {name: str(stored.get(name, "")) for name in NAMES}
        return cls(**paths, missed=tuple(str(word) for word in stored.get("missed", ())))


@dataclass(frozen=True)
class Notice:
    """``missed`` is false for a call that somebody took. Numbers are as the provider writes them."""

    id: str
    caller: str
    called: str
    missed: bool


def read(body: bytes, *, content_type: str, fields: Fields) -> Notice:
    """Understand one notice. Without a status it is a missed call: the hook is for nothing else. Raises Unreadable."""
    said = _form(body) if content_type.partition(";")[0].strip().lower() == FORM else _json(body)
    key = _text(said, fields.id, "id")
    if not key:
        raise Unreadable("no identifier of the call: name its field in the settings of this address")
    if len(key) > LONGEST_ID:
        raise Unreadable(f"the identifier of the call is longer than {LONGEST_ID} characters")
    status = _text(said, fields.status, "status")
    words = {_bare(word) for word in fields.missed} or MISSED
    return Notice(
        key,
        _text(said, fields.caller, "caller"),
        _text(said, fields.called, "called"),
        not status or _bare(status) in words,
    )


def _json(body: bytes) -> Mapping[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unreadable("the body is not JSON") from error
    if not isinstance(said, dict):
        raise Unreadable("the body is not a JSON object")
    return said


def _form(body: bytes) -> Mapping[str, Any]:
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=MOST_PAIRS))
    except ValueError as error:
        raise Unreadable("the body is not a form") from error


def _text(said: Mapping[str, Any], path: str, what: str) -> str:
    for name in (path,) if path else NAMES[what]:
        value = _at(said, name)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).replace("\x00", "").strip()
    return ""


def _at(said: Mapping[str, Any], path: str) -> Any:
    value: Any = said
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _bare(word: str) -> str:
    return "".join(letter for letter in word.lower() if letter.isalnum())
