"""FETCH: the asked parts of one mail, as the bytes of an untagged response."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC

from filon.demo.servers.imap.grammar import BadCommand, Token, text
from filon.demo.servers.store import Entry

_BODY = re.compile(
    r"BODY(?P<peek>\.PEEK)?"
    r"\[(?P<section>|TEXT|HEADER|HEADER\.FIELDS(?:\.NOT)? ?\([^()]*\))\]"
    r"(?:<(?P<at>\d{1,10})\.(?P<count>\d{1,10})>)?"
)
_FIELD = re.compile(rb"(?P<name>[!-9;-~]+)[ \t]*:(?:[^\r\n]|\r?\n[ \t])*(?:\r?\n)?")
_MACROS = {"ALL": ("FLAGS", "INTERNALDATE", "RFC822.SIZE"), "FAST": ("FLAGS", "INTERNALDATE", "RFC822.SIZE")}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to fetch. ``seen`` tells that fetching it marks the mail as read."""

    answer: Callable[[Entry, Callable[[], bytes]], bytes]
    seen: bool = False


def items(asked: Token, *, with_uid: bool) -> list[Item]:
    """The items of a FETCH command. Raises ``BadCommand`` for one that this server does not know."""
    words = [text(t).upper() for t in asked] if isinstance(asked, list) else [text(asked).upper()]
    words = ["UID", *words] if with_uid else words
    wanted = [name for word in words for name in _MACROS.get(word, (word,))]
    return [_item(name) for name in dict.fromkeys(wanted)]


def _item(name: str) -> Item:
    if name in _SIMPLE:
        return Item(_SIMPLE[name])
    if name in ("RFC822", "RFC822.HEADER"):
        section = "" if name == "RFC822" else "HEADER"
        return Item(_literal(name, lambda raw: _section(raw, section)), seen=name == "RFC822")
    match = _BODY.fullmatch(name)
    if match is None:
        raise BadCommand(f"cannot fetch {name[:40]}")
    return _body_item(match)


def _body_item(match: re.Match[str]) -> Item:
    section, at, count = match["section"], match["at"], match["count"]
    label = f"BODY[{section}]" + (f"<{at}>" if at is not None else "")

    def content(raw: bytes) -> bytes:
        whole = _section(raw, section)
        return whole if at is None else whole[int(at) : int(at) + int(count)]

    return Item(_literal(label, content), seen=not match["peek"])


def _literal(label: str, content: Callable[[bytes], bytes]) -> Callable[[Entry, Callable[[], bytes]], bytes]:
    def answer(_entry: Entry, raw: Callable[[], bytes]) -> bytes:
        data = content(raw())
        return b"%s {%d}\r\n%s" % (label.encode(), len(data), data)

    return answer


def _section(raw: bytes, section: str) -> bytes:
    end = raw.find(b"\r\n\r\n")
    head, body = (raw[: end + 4], raw[end + 4 :]) if end >= 0 else (raw, b"")
    if section == "":
        return raw
    if section == "TEXT":
        return body
    if section == "HEADER":
        return head
    names = {n.encode().lower() for n in section[section.index("(") + 1 : -1].split()}
    return _fields(head, names=names, without=section.startswith("HEADER.FIELDS.NOT")) + b"\r\n"


def _fields(head: bytes, *, names: set[bytes], without: bool) -> bytes:
    return b"".join(m.group() for m in _FIELD.finditer(head) if (m["name"].lower() in names) != without)


def _internal_date(entry: Entry) -> str:
    at = entry.received_at.astimezone(UTC)
    return f'INTERNALDATE "{at.day:2d}-{_MONTHS[at.month - 1]}-{at.year} {at:%H:%M:%S} +0000"'


def flags_text(flags: Sequence[str] | frozenset[str]) -> str:
    """A parenthesised list of flags."""
    return f"FLAGS ({' '.join(sorted(flags))})"


_SIMPLE: dict[str, Callable[[Entry, Callable[[], bytes]], bytes]] = {
    "UID": lambda entry, _raw: b"UID %d" % entry.uid,
    "FLAGS": lambda entry, _raw: flags_text(entry.flags).encode(),
    "RFC822.SIZE": lambda entry, _raw: b"RFC822.SIZE %d" % entry.size,
    "INTERNALDATE": lambda entry, _raw: _internal_date(entry).encode(),
}
