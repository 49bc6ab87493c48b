"""SEARCH: criteria read once, then asked of each mail."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header

from filon.demo.servers.imap.grammar import BadCommand, Token, members, text
from filon.demo.servers.store import Entry


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mail of the folder under its number; ``raw`` is only read when a criterion needs it."""

    number: int
    entry: Entry
    raw: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Context:
    """What the criteria of one command are read against. ``find`` gives the uids that carry a Message-ID."""

    numbers: Sequence[int]
    uids: Sequence[int]
    find: Callable[[str], Collection[int]]


Criterion = Callable[[Candidate], bool]


def criteria(tokens: Sequence[Token], context: Context) -> Criterion:
    """All of ``tokens`` together. Raises ``BadCommand``."""
    rest = list(tokens)
    if len(rest) > 1 and isinstance(rest[0], str) and rest[0].upper() == "CHARSET":
        del rest[:2]
    wanted = []
    while rest:
        wanted.append(_criterion(rest, context))
    return lambda mail: all(each(mail) for each in wanted)


def _criterion(rest: list[Token], context: Context) -> Criterion:
    if not rest:
        raise BadCommand("a search key is missing")
    token = rest.pop(0)
    if isinstance(token, list):
        return criteria(token, context)
    key = text(token).upper()
    if key in _FLAGS:
        flag, wanted = _FLAGS[key]
        return lambda mail: (flag in mail.entry.flags) is wanted
    if key in _WITH_ONE:
        return _WITH_ONE[key](_argument(rest))
    if key in ("ALL", "OLD"):
        return lambda _mail: True
    if key in ("NEW", "RECENT"):
        return lambda _mail: False
    return _compound(key, rest, context=context)


def _compound(key: str, rest: list[Token], *, context: Context) -> Criterion:
    if key == "NOT":
        negated = _criterion(rest, context)
        return lambda mail: not negated(mail)
    if key == "OR":
        one, other = _criterion(rest, context), _criterion(rest, context)
        return lambda mail: one(mail) or other(mail)
    if key == "UID":
        uids = members(_argument(rest), of=context.uids)
        return lambda mail: mail.entry.uid in uids
    if key == "HEADER":
        return _header(_argument(rest), _argument(rest), context=context)
    numbers = members(key, of=context.numbers)
    return lambda mail: mail.number in numbers


def _header(name: str, value: str, *, context: Context) -> Criterion:
    if name.lower() == "message-id" and value.startswith("<") and value.endswith(">"):
        found = set(context.find(value[1:-1]))
        return lambda mail: mail.entry.uid in found
    return lambda mail: value.lower() in _field(mail.raw(), name).lower()


def _field(raw: bytes, name: str) -> str:
    values = message_from_bytes(raw, policy=policy.compat32).get_all(name) or []
    try:
        return "\n".join(str(make_header(decode_header(str(v)))) for v in values)
    except (LookupError, UnicodeError, ValueError):
        return "\n".join(map(str, values))


def _argument(rest: list[Token]) -> str:
    if not rest:
        raise BadCommand("an argument is missing")
    return text(rest.pop(0))


def _day(written: str) -> date:
    try:
        return datetime.strptime(written, "%d-%b-%Y").date()  # noqa: DTZ007 a calendar day has no zone
    except ValueError:
        raise BadCommand("not a date") from None


def _size(written: str) -> int:
    if not written.isdecimal():
        raise BadCommand("not a size")
    return int(written)


def _within(needle: str) -> Criterion:
    return lambda mail: needle.lower().encode() in mail.raw().lower()


def _in_field(name: str) -> Callable[[str], Criterion]:
    return lambda value: lambda mail: value.lower() in _field(mail.raw(), name).lower()


def _since(written: str) -> Criterion:
    day = _day(written)
    return lambda mail: mail.entry.received_at.date() >= day


def _before(written: str) -> Criterion:
    day = _day(written)
    return lambda mail: mail.entry.received_at.date() < day


def _on(written: str) -> Criterion:
    day = _day(written)
    return lambda mail: mail.entry.received_at.date() == day


def _larger(written: str) -> Criterion:
    size = _size(written)
    return lambda mail: mail.entry.size > size


def _smaller(written: str) -> Criterion:
    size = _size(written)
    return lambda mail: mail.entry.size < size


_FLAGS = {
    f"{prefix}{name}": (f"\\{name.capitalize()}", not prefix)
    for name in ("SEEN", "ANSWERED", "DELETED", "FLAGGED", "DRAFT")
    for prefix in ("", "UN")
}
_WITH_ONE: dict[str, Callable[[str], Criterion]] = {
    "SINCE": _since,
    "BEFORE": _before,
    "ON": _on,
    "LARGER": _larger,
    "SMALLER": _smaller,
    "FROM": _in_field("From"),
    "TO": _in_field("To"),
    "CC": _in_field("Cc"),
    "SUBJECT": _in_field("Subject"),
    "TEXT": _within,
    "BODY": _within,
}
