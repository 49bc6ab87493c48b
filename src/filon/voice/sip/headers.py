"""The values inside SIP headers: addresses, parameters, lists. Any text gives a value or `Malformed`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from filon.voice.sip.timers import MAX_TEXT_BYTES

DEFAULT_PORTS = {"sip": 5060, "sips": 5061}
_URI = re.compile(
    r"(?P<scheme>sips?):(?:(?P<user>[^@\s<>\"]*)@)?(?P<host>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._\-]+)(?::(?P<port>\d{1,5}))?(?P<rest>[;?][^\s<>\"]*)?",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r';\s*([A-Za-z0-9\-._!%*+`\'~]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^;,\s"]+))?')
_VIA = re.compile(
    r"SIP\s*/\s*2\.0\s*/\s*(\w+)\s+(\[[0-9a-fA-F:.]+\]|[^\s:;,]+)(?:\s*:\s*(\d{1,5}))?(.*)", re.IGNORECASE | re.DOTALL
)


class Malformed(ValueError):
    """Bytes of the peer that are no SIP or no SDP; the sentence says what is wrong."""


@dataclass(frozen=True, slots=True)
class Uri:
    """sip:user@host:port;params. `port` is 0 where the text names none; `host` has no brackets."""

    scheme: str
    user: str
    host: str
    port: int
    rest: str = ""

    @property
    def loose(self) -> bool:
        """Whether a route with this address wants loose routing (RFC 3261 §16.12)."""
        return ";lr" in self.rest.lower()


@dataclass(frozen=True, slots=True)
class NameAddress:
    """A From, To, Contact, Route or Record-Route: display name, address, parameters after the address."""

    display: str
    uri: str
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        return self.parameters.get("tag", "")


@dataclass(frozen=True, slots=True)
class Via:
    """One hop: protocol (UDP, TCP, TLS), the place that answers go to, parameters."""

    protocol: str
    host: str
    port: int
    parameters: dict[str, str]

    @property
    def branch(self) -> str:
        return self.parameters.get("branch", "")


def host_text(host: str) -> str:
    """A host as an address writes it: an IPv6 address in brackets."""
    return f"[{host.strip('[]')}]" if ":" in host else host


def authority(host: str, port: int) -> str:
    """host:port, in the way of an address; without the port when it is 0."""
    return f"{host_text(host)}:{port}" if port else host_text(host)


@lru_cache(maxsize=512)
def parse_uri(text: str) -> Uri:
    """Read a sip: or sips: address."""
    found = _URI.fullmatch(text.strip())
    if not found:
        raise Malformed("not a SIP address")
    port = int(found["port"] or 0)
    if port > 65_535:
        raise Malformed("a port above 65535")
    return Uri(found["scheme"].lower(), found["user"] or "", found["host"].strip("[]"), port, found["rest"] or "")


@lru_cache(maxsize=512)
def parse_name_address(text: str) -> NameAddress:
    """Read one From, To, Contact or route; the address is text, not judged."""
    text = text.strip()
    bracket = _outside_quotes(text, "<")
    if bracket < 0:
        uri, _, rest = text.partition(";")
        return NameAddress("", uri.strip(), parameters(";" + rest))
    end = text.find(">", bracket)
    if end < 0:
        raise Malformed("an address without its closing bracket")
    display = text[:bracket].strip()
    if display.startswith('"'):
        display = re.sub(r"\\(.)", r"\1", display.strip('"'))
    return NameAddress(display, text[bracket + 1 : end].strip(), parameters(text[end + 1 :]))


@lru_cache(maxsize=512)
def parse_via(text: str) -> Via:
    """Read one Via."""
    found = _VIA.fullmatch(text.strip())
    if not found:
        raise Malformed("not a Via")
    port = int(found[3] or 0)
    if port > 65_535:
        raise Malformed("a port above 65535")
    return Via(found[1].upper(), found[2].strip("[]"), port, parameters(found[4]))


def parameters(text: str) -> dict[str, str]:
    """;name=value pairs, names in lower case; the first of a repeated name counts."""
    found: dict[str, str] = {}
    for name, value in _PARAMETER.findall(text):
        found.setdefault(name.lower(), _unquoted(value))
    return found


def split_list(text: str) -> list[str]:
    """The members of a comma-separated header; commas in quotes or brackets separate nothing."""
    if "," not in text:
        return [text.strip()] if text.strip() else []
    members, start, quoted, bracketed = [], 0, False, False
    escaped = False
    for place, character in enumerate(text):
        if escaped:
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == '"' and not bracketed:
            quoted = not quoted
        elif not quoted and character in "<>":
            bracketed = character == "<"
        elif character == "," and not quoted and not bracketed:
            members.append(text[start:place].strip())
            start = place + 1
    members.append(text[start:].strip())
    return [member for member in members if member]


def readable(text: str) -> str:
    """Peer's words for people: latin-1 where they are no UTF-8, without control characters, of bounded length."""
    raw = text.encode("utf-8", "surrogateescape")[:MAX_TEXT_BYTES]
    try:
        words = raw.decode("utf-8")
    except UnicodeDecodeError:
        words = raw.decode("latin-1")
    return "".join(character if character.isprintable() else " " for character in words).strip()


def quoted(text: str) -> str:
    """A quoted string of RFC 3261; raises ValueError for a line break, which could forge a header."""
    if any(ord(character) < 32 for character in text):
        raise ValueError("control characters cannot be sent in a header")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unquoted(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value


def _outside_quotes(text: str, wanted: str) -> int:
    """Place of a character that stands in no quoted string, -1 if there is none."""
    if not text.startswith('"'):
        return text.find(wanted)
    place = 1
    while place < len(text) and text[place] != '"':
        place += 2 if text[place] == "\\" else 1
    return text.find(wanted, place + 1)
