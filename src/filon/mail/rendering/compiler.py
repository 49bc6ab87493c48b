"""From the words of a step to a ``CompiledMessage``: everything that does not depend on the recipient, done once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import TypeVar
from urllib.parse import quote

from filon.mail.rendering import headers
from filon.mail.rendering.compiled import CompiledMessage, Fill, Target
from filon.mail.rendering.faults import Fault, TemplateFaults
from filon.mail.rendering.language import Hole, check, markers, one_line, parse
from filon.mail.rendering.markup import Link, LinkSlot, Part, PixelSlot, Written, write
from filon.mail.rendering.message import MessageTemplate, Sender
from filon.mail.rendering.quoted import Layout, Open, encode_value
from filon.mail.rendering.variables import UNSUBSCRIBE

_ROOMS: dict[type, int] = {Hole: 24, LinkSlot: 72, PixelSlot: 1}
"""The columns that the value of a slot may take without a line of its own."""
IMPORTANCE = {
    "high": "Importance: high\r\nX-Priority: 1\r\n",
    "low": "Importance: low\r\nX-Priority: 5\r\n",
}
"""RFC 4021 (§2.1.55), and the field that some programs read instead. A message like others has none."""

_Escape = Callable[[str], str]
P = TypeVar("P")


def compile_message(template: MessageTemplate, sender: Sender) -> CompiledMessage:
    """Compile a step version for one mailbox. Raises ``TemplateFaults`` or ``UnsendableAddress``."""
    whole = _whole_body(template)
    subject = _signed(parse(headers.subject_text(template.subject), subject=True), sender, encode=str)
    written = _signed_body(write(whole), sender)
    holes = [
        p
        for p in (*subject, *written.text, *(piece for link in written.links for piece in link.pieces))
        if isinstance(p, Hole)
    ]
    boundary = _boundary(template, sender)
    return CompiledMessage(
        required=_names(h for h in holes if h.fallback is None),
        markers=tuple(dict.fromkeys((*markers(template.subject), *markers(whole)))),
        links=written.links,
        link_variables=_names(h for h in holes if h.variable.kind == "link"),
        subject=subject,
        fixed_headers=_fixed_headers(sender) + IMPORTANCE.get(template.importance, ""),
        mime_headers=f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n\r\n',
        body=(
            *_section("plain", written.text, boundary=boundary),
            b"\r\n",
            *_section("html", _page(written.html, template.language), boundary=boundary),
            f"\r\n--{boundary}--\r\n".encode(),
        ),
    )


def check_template(template: MessageTemplate) -> dict[str, tuple[Fault, ...]]:
    """Every mistake by field (``subject``, ``body``, ``signature``, ``way_out``); empty when it may be saved."""
    found = {"subject": check(template.subject, subject=True)}
    for name in ("body", "signature", "way_out"):
        try:
            write(getattr(template, name))
        except TemplateFaults as error:
            found[name] = error.faults
    return {name: faults for name, faults in found.items() if faults}


def _whole_body(template: MessageTemplate) -> str:
    sections = [template.body, template.signature, template.notice]
    if not any(_has_way_out(text) for text in sections):
        sections.append(template.way_out)
    return "\n\n".join(text.strip("\r\n") for text in sections if text.strip())


def _has_way_out(text: str) -> bool:
    return any(isinstance(p, Hole) and p.variable.name == UNSUBSCRIBE for p in parse(text))


def _signed_body(written: Written, sender: Sender) -> Written:
    return Written(
        text=_signed(written.text, sender, encode=str),
        html=_signed(written.html, sender, encode=escape),
        links=tuple(
            Link(_signed(link.pieces, sender, encode=lambda value: quote(value, safe="")), link.tracked)
            for link in written.links
        ),
    )


def _signed(parts: Iterable[P], sender: Sender, *, encode: _Escape) -> tuple[P | str, ...]:
    """The same with the sender's own facts put in, since they are the same for all recipients."""
    facts = {"sender": sender.display_name, "sender_email": sender.address, **sender.facts}
    known = {name: one_line(value) for name, value in facts.items() if one_line(value)}
    return tuple(
        encode(known[p.variable.name])
        if isinstance(p, Hole) and p.variable.owner == "sender" and p.variable.name in known
        else p
        for p in parts
    )


def _names(holes: Iterable[Hole]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(h.variable.name for h in holes))


def _fixed_headers(sender: Sender) -> str:
    lines = f"From: {headers.mailbox(sender.address, sender.display_name, column=6)}\r\n"
    if sender.reply_to:
        lines += f"Reply-To: {headers.mailbox(sender.reply_to, sender.display_name, column=10)}\r\n"
    return lines


def _page(parts: Sequence[Part], language: str) -> tuple[Part, ...]:
    opening = f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"></head><body>\n'
    return (opening, *parts, PixelSlot(), "</body></html>")


def _section(kind: str, parts: Iterable[Part], *, boundary: str) -> tuple[bytes | Fill, ...]:
    layout: Layout[Hole | LinkSlot | PixelSlot] = Layout()
    for part in parts:
        if isinstance(part, str):
            layout.literal(part)
        else:
            layout.open(part, room=_ROOMS[type(part)])
    opening = (
        f'--{boundary}\r\nContent-Type: text/{kind}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    encode = escape if kind == "html" else str
    return (opening.encode(), *(p if isinstance(p, bytes) else _fill(p, encode) for p in layout.close()))


def _fill(opening: Open[Hole | LinkSlot | PixelSlot], encode: _Escape) -> Fill:
    """How the slot is filled for a recipient, in the transfer encoding."""
    slot, room = opening.slot, opening.room
    if isinstance(slot, PixelSlot):
        return lambda _variables, links: _picture(links[-1].goes, room=room)
    if isinstance(slot, LinkSlot):
        index = slot.index
        if slot.shown:
            return lambda _variables, links: encode_value(encode(links[index].shown), room=room)
        return lambda _variables, links: encode_value(encode(links[index].goes), room=room)
    name, fallback = slot.variable.name, slot.fallback or ""

    def fill(variables: Mapping[str, str], _links: Sequence[Target]) -> bytes:
        return encode_value(encode(one_line(variables.get(name, "")) or fallback), room=room)

    return fill


def _picture(address: str, *, room: int) -> bytes:
    """Stands where a line begins, so that it may be nothing at all."""
    picture = f'<img src="{escape(address)}" width="1" height="1" alt="">'
    return encode_value(picture, room=room) if address else b""


def _boundary(template: MessageTemplate, sender: Sender) -> str:
    """Fixed per version. ``=_`` cannot occur in quoted-printable, so no content can ever contain it."""
    seed = f"{template.subject}\x00{template.body}\x00{template.signature}\x00{sender.address}"
    return "=_" + hashlib.sha256(seed.encode("utf-8", "replace")).hexdigest()[:32]
