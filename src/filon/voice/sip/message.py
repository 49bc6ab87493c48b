"""SIP messages (RFC 3261 §7): bytes to objects and back.

Headers keep the peer's bytes (undecodable ones as surrogate escapes), so that what is echoed is echoed exactly. Names
are in lower case and compact forms are spelled out.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from filon.voice.sip.headers import Malformed, NameAddress, Via, parse_name_address, parse_via, readable, split_list
from filon.voice.sip.timers import MAX_BODY_BYTES, MAX_HEAD_BYTES, MAX_HEADERS, MAX_MESSAGE_BYTES

Headers = list[tuple[str, str]]
_COMPACT = {
    "i": "call-id", "m": "contact", "e": "content-encoding", "l": "content-length", "c": "content-type", "f": "from",
    "s": "subject", "k": "supported", "t": "to", "v": "via", "x": "session-expires", "o": "event", "u": "allow-events",
    "r": "refer-to", "b": "referred-by",
}  # fmt: skip
_WRITTEN = {
    "call-id": "Call-ID",
    "cseq": "CSeq",
    "www-authenticate": "WWW-Authenticate",
    "rack": "RAck",
    "rseq": "RSeq",
    "min-se": "Min-SE",
}
_LISTS = frozenset(
    {"via", "route", "record-route", "contact", "supported", "require", "allow", "p-asserted-identity", "reason"}
)
_ONCE = ("from", "to", "call-id", "cseq")
_TOKEN = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]{1,64}")
_STATUS = re.compile(r"SIP/2\.0 ([1-6]\d\d)(?: (.*))?", re.IGNORECASE)
_CSEQ = re.compile(r"(\d{1,10})\s+(\S+)")
_FOLD = re.compile(r"\r?\n[ \t]+")
MAX_CSEQ = 2**31
MAX_VALUE_CHARACTERS = 4_096


@dataclass(slots=True)
class Message(ABC):
    """What requests and responses share. `source` is the (host, port) that sent it."""

    headers: Headers = field(default_factory=list)
    body: bytes = b""
    source: tuple[str, int] = ("", 0)

    def get(self, name: str) -> str:
        """The first header of that name (lower case), "" if there is none."""
        for known, value in self.headers:
            if known == name:
                return value
        return ""

    def all(self, name: str) -> list[str]:
        """Every value of a header, lists taken apart."""
        found: list[str] = []
        for known, value in self.headers:
            if known == name:
                found.extend(split_list(value) if name in _LISTS else [value])
        return found

    def lists(self, name: str, member: str) -> bool:
        """Whether a header such as Require or Allow contains the member."""
        return member.lower() in (value.lower() for value in self.all(name))

    @property
    def via(self) -> Via:
        vias = self.all("via")
        if not vias:
            raise Malformed("no Via")
        return parse_via(vias[0])

    @property
    def from_(self) -> NameAddress:
        return parse_name_address(self.get("from"))

    @property
    def to(self) -> NameAddress:
        return parse_name_address(self.get("to"))

    @property
    def call_id(self) -> str:
        return self.get("call-id")

    @property
    def cseq(self) -> tuple[int, str]:
        """Number and method."""
        found = _CSEQ.fullmatch(self.get("cseq"))
        if not found or int(found[1]) >= MAX_CSEQ:
            raise Malformed("not a CSeq")
        return int(found[1]), found[2].upper()

    @abstractmethod
    def first_line(self) -> str:
        """The request line or the status line, without its end."""

    def encode(self) -> bytes:
        """Bytes for the wire. Raises ValueError where a value would forge a header."""
        lines = [self.first_line()]
        lines += [f"{written(name)}: {value}" for name, value in self.headers if name != "content-length"]
        lines.append(f"Content-Length: {len(self.body)}")
        text = "\r\n".join(lines)
        if text.count("\n") != len(lines) - 1 or text.count("\r") != len(lines) - 1 or "\0" in text:
            raise ValueError("a header value holds a line break")
        return text.encode("utf-8", "surrogateescape") + b"\r\n\r\n" + self.body


@dataclass(slots=True)
class Request(Message):
    method: str = ""
    uri: str = ""

    def first_line(self) -> str:
        return f"{self.method} {self.uri} SIP/2.0"

    def respond(
        self, code: int, reason: str, *, tag: str = "", headers: Headers | None = None, body: bytes = b""
    ) -> Response:
        """An answer to this request: the headers that name it are copied, `tag` is put into a To that has none."""
        copied = [
            (name, value) for name, value in self.headers if name in ("via", "from", "call-id", "cseq", "record-route")
        ]
        copied = _with_received(copied, self.source)
        to = self.get("to")
        if tag and code > 100 and not self.to.tag:
            to = f"{to};tag={tag}"
        return Response([*copied, ("to", to), *(headers or [])], body, code=code, reason=reason)


@dataclass(slots=True)
class Response(Message):
    code: int = 0
    reason: str = ""

    def first_line(self) -> str:
        return f"SIP/2.0 {self.code} {self.reason}"


def written(name: str) -> str:
    """A header's name as people write it."""
    return _WRITTEN.get(name) or name.title()


def parse(data: bytes, *, source: tuple[str, int] = ("", 0)) -> Request | Response:
    """Read one message. Raises `Malformed` for anything that is not one, and nothing else for any bytes."""
    if len(data) > MAX_MESSAGE_BYTES:
        raise Malformed("a message longer than a datagram can be")
    head, body = _split(data.lstrip(b"\r\n"))
    text = _FOLD.sub(" ", head.decode("utf-8", "surrogateescape"))
    first, *lines = text.replace("\r\n", "\n").split("\n")
    if len(lines) > MAX_HEADERS:
        raise Malformed("too many headers")
    headers = [_header(line) for line in lines if line.strip()]
    message = _first_line(first.replace("\r", " ").strip(), headers)
    message.source = source
    message.body = _body(message.get("content-length"), body)
    _judge(message)
    return message


def head_length(data: bytes) -> int:
    """Length of first line and headers with the empty line that ends them; -1 while that is not there."""
    ends = [place + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (place := data.find(mark)) >= 0]
    return min(ends, default=-1)


def _split(data: bytes) -> tuple[bytes, bytes]:
    end = head_length(data)
    if end < 0:
        raise Malformed("no empty line after the headers")
    if end > MAX_HEAD_BYTES:
        raise Malformed("headers too long")
    head = data[:end].rstrip(b"\r\n")
    if b"\0" in head:
        raise Malformed("a zero byte in the headers")
    return head, data[end:]


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    name = name.strip().lower()
    if not colon or not _TOKEN.fullmatch(name) or len(value) > MAX_VALUE_CHARACTERS:
        raise Malformed("a line that is no header")
    return _COMPACT.get(name, name), value.replace("\r", " ").strip()


def _first_line(line: str, headers: Headers) -> Request | Response:
    if status := _STATUS.fullmatch(line):
        return Response(headers, code=int(status[1]), reason=readable(status[2] or ""))
    parts = line.split(" ")
    if len(parts) != 3 or parts[2].upper() != "SIP/2.0" or not _TOKEN.fullmatch(parts[0]):
        raise Malformed("neither a request nor a response")
    return Request(headers, method=parts[0], uri=parts[1])


def _body(length: str, rest: bytes) -> bytes:
    if not length:
        body = rest
    elif not (length.isascii() and length.isdigit() and len(length) <= 6) or int(length) > len(rest):
        raise Malformed("a Content-Length that is not the body's")
    else:
        body = rest[: int(length)]
    if len(body) > MAX_BODY_BYTES:
        raise Malformed("body too long")
    return body


def _judge(message: Request | Response) -> None:
    """What every message must have, once (RFC 3261 §8.1.1)."""
    names = [name for name, _ in message.headers]
    for name in _ONCE:
        if names.count(name) != 1:
            raise Malformed(f"{name} must be there once")
    if not message.call_id or names.count("content-length") > 1:
        raise Malformed("no Call-ID, or two lengths")
    _, method = message.cseq
    if isinstance(message, Request) and method != message.method.upper():
        raise Malformed("the CSeq is of another method")
    _ = message.via, message.from_, message.to


def _with_received(headers: Headers, source: tuple[str, int]) -> Headers:
    """Tell the peer from where we heard it, where it asked (RFC 3581 §4)."""
    for place, (name, value) in enumerate(headers):
        if name == "via" and (vias := split_list(value)):
            top, *others = vias
            asked = parse_via(top).parameters
            if "rport" in asked and not asked["rport"] and source[1]:
                top = re.sub(r";\s*rport(?![\w=])", f";rport={source[1]};received={source[0]}", top, count=1)
                return [*headers[:place], (name, ", ".join([top, *others])), *headers[place + 1 :]]
            break
    return headers
