"""A compiled step version: bytes with holes, spliced for each recipient."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from filon.mail.rendering import headers
from filon.mail.rendering.faults import MissingVariable
from filon.mail.rendering.language import Piece, is_web_address, one_line
from filon.mail.rendering.markup import Link
from filon.mail.rendering.message import MessageValues
from filon.mail.rendering.variables import UNSUBSCRIBE

_SUBJECT_COLUMN = len("Subject: ")
_REPLY = "Re: "


class Target(NamedTuple):
    """Where a link of this mail leads, and the address that its reader is shown."""

    goes: str
    shown: str


Fill = Callable[[Mapping[str, str], Sequence[Target]], bytes]
"""Given the variables, the links in their order and, last, the picture that tells of an open."""


@dataclass(frozen=True, slots=True)
class CompiledMessage:
    """Made by ``compile_message``.

    ``required`` are the variables that every recipient must have, ``markers`` what is left to be filled in by hand
    (A-CO-21), ``links`` the destinations in the order of the text.
    """

    required: tuple[str, ...]
    markers: tuple[str, ...]
    links: tuple[Link, ...]
    link_variables: tuple[str, ...]
    subject: tuple[Piece, ...]
    fixed_headers: str
    mime_headers: str
    body: tuple[bytes | Fill, ...]

    def missing(self, variables: Mapping[str, str]) -> tuple[str, ...]:
        """The variables that are blank and for which nothing stands in, and the links that are no web address."""
        blank = [n for n in self.required if not one_line(variables.get(n, ""))]
        unusable = (n for n in self.link_variables if variables.get(n) and not is_web_address(one_line(variables[n])))
        return tuple(dict.fromkeys((*blank, *unusable)))

    def render(self, values: MessageValues) -> bytes:
        """The mail with CRLF line ends, not dot-stuffed. Raises ``MissingVariable`` or ``UnsendableAddress``."""
        variables = values.variables
        if values.unsubscribe_url:
            variables = {**variables, UNSUBSCRIBE: values.unsubscribe_url}
        if lacking := self.missing(variables):
            raise MissingVariable(lacking)
        links = [_target(destination(each, variables), values.links.get(i)) for i, each in enumerate(self.links)]
        links.append(Target(values.pixel, ""))
        spliced = (part if isinstance(part, bytes) else part(variables, links) for part in self.body)
        return b"".join((self._headers(values), *spliced))

    def countable(self, variables: Mapping[str, str]) -> dict[int, str]:
        """Where the links lead that may be counted, by their number: web pages, never the way out."""
        found = ((i, destination(link, variables)) for i, link in enumerate(self.links) if link.tracked)
        return {i: address for i, address in found if is_web_address(address)}

    def subject_for(self, values: MessageValues) -> str:
        """The subject as this recipient will read it. Raises ``MissingVariable`` when a thread has none."""
        if self.subject:
            return headers.subject_text(filled(self.subject, values.variables))
        earlier = headers.subject_text(values.thread_subject)
        if not earlier:
            raise MissingVariable(("subject",))
        return earlier if earlier[:3].lower() == "re:" else _REPLY + earlier

    def _headers(self, values: MessageValues) -> bytes:
        subject = headers.unstructured(self.subject_for(values), column=_SUBJECT_COLUMN)
        identifier = headers.identifier(values.message_id)
        lines = (
            f"{self.fixed_headers}To: {headers.mailbox(values.to, values.to_name, column=4)}\r\n"
            f"Subject: {subject}\r\nDate: {headers.date(values.date)}\r\nMessage-ID: {identifier}\r\n"
        )
        if values.in_reply_to:
            lines += _thread_headers(values)
        if values.unsubscribe_url:
            lines += _unsubscribe_headers(values)
        return (lines + self.mime_headers).encode("ascii")


def filled(pieces: Iterable[Piece], variables: Mapping[str, str]) -> str:
    """Literals and values one after the other, unescaped."""
    return "".join(
        p if isinstance(p, str) else one_line(variables.get(p.variable.name, "")) or p.fallback or "" for p in pieces
    )


def destination(link: Link, variables: Mapping[str, str]) -> str:
    """The address a link leads to, each fact in it percent-encoded."""
    out = []
    for piece in link.pieces:
        if isinstance(piece, str):
            out.append(piece)
            continue
        value = one_line(variables.get(piece.variable.name, "")) or piece.fallback or ""
        out.append(value if piece.variable.kind == "link" else quote(value, safe=""))
    return "".join(out)


def _target(address: str, counted: str | None) -> Target:
    """A counted link shows the page it leads to, without its scheme: the address of the counter would tell nothing."""
    return Target(counted, address.partition("://")[2] or address) if counted else Target(address, address)


def _thread_headers(values: MessageValues) -> str:
    parent = headers.references((values.in_reply_to,))
    if not parent:
        return ""
    earlier = headers.references(dict.fromkeys((*values.references, values.in_reply_to)))
    return f"In-Reply-To: {parent}\r\nReferences: {earlier}\r\n"


def _unsubscribe_headers(values: MessageValues) -> str:
    """RFC 2369 and RFC 8058."""
    ways = headers.uri(values.unsubscribe_url)
    if values.unsubscribe_mailto:
        ways += ",\r\n " + headers.uri(f"mailto:{values.unsubscribe_mailto}")
    return f"List-Unsubscribe: {ways}\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
