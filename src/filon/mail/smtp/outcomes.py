"""How sending one message can end. There is no fifth way, and only ``Uncertain`` leaves a doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_ENHANCED = re.compile(r"([245]\.\d{1,3}\.\d{1,3})(?:\s+|$)")


class Phase(StrEnum):
    """Where the dialogue stands. ``END_OF_DATA`` begins just before the final dot is written."""

    CONNECT = "connect"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    BODY = "body"
    END_OF_DATA = "end_of_data"


class Reason(StrEnum):
    """Why there is no answer of the server to tell."""

    UNREACHABLE = "unreachable"
    TLS_FAILED = "tls_failed"
    TLS_MISSING = "tls_missing"
    NOT_LOOPBACK = "plain_text_outside_loopback"
    AUTH_MISSING = "auth_missing"
    LOST = "connection_lost"
    TIMEOUT = "timeout"
    GARBAGE = "garbage"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of the server: its code, its enhanced status (RFC 3463) or ``""``, its text without either."""

    code: int
    text: str
    enhanced: str = ""

    @classmethod
    def of(cls, code: int, lines: list[str]) -> Reply:
        """Read the enhanced status off the first line; it is repeated on the others (RFC 2034)."""
        found = _ENHANCED.match(lines[0]) if lines else None
        if found is None:
            return cls(code, "\n".join(lines))
        enhanced = found[1]
        return cls(code, "\n".join(line.removeprefix(enhanced).lstrip() for line in lines), enhanced)

    @property
    def ok(self) -> bool:
        return 200 <= self.code < 300

    @property
    def refused(self) -> bool:
        return 400 <= self.code < 600

    def __str__(self) -> str:
        return " ".join(filter(None, (str(self.code), self.enhanced, self.text)))


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the message over."""

    reply: Reply


@dataclass(frozen=True, slots=True)
class Rejected:
    """The server answered no in ``phase``. Nothing was sent."""

    phase: Phase
    code: int
    enhanced: str
    text: str

    @property
    def permanent(self) -> bool:
        """Whether trying the same again is useless (RFC 5321 §4.2.1)."""
        return self.code >= 500


@dataclass(frozen=True, slots=True)
class NotSent:
    """The dialogue broke before the final dot could reach the server: certain that nothing was sent."""

    reason: Reason
    phase: Phase
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """The final dot was written and no usable answer came: the message was sent, or it was not."""

    reason: Reason
    detail: str = ""


Outcome = Sent | Rejected | NotSent | Uncertain
