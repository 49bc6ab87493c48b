"""The words of an IMAP command: atoms, quoted strings, literals and lists, and sets of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_TOKEN = re.compile(
    r"\s*(?:(?P<paren>[()])|\"(?P<quoted>(?:[^\"\\]|\\.)*)\"|(?P<atom>[^\s()\"\[]*\[[^\]]*\](?:<[\d.]+>)?|[^\s()\"]+))"
)
_ESCAPE = re.compile(r"\\(.)")
_RANGE = re.compile(r"(\d{1,10}|\*)(?::(\d{1,10}|\*))?")

Token = str | bytes | list["Token"]
MAX_DEPTH = 20


class BadCommand(Exception):
    """The client wrote what the grammar does not have; the message goes back to it."""


def parse(segments: Sequence[bytes]) -> list[Token]:
    """Nested tokens of a command given as text, literal, text, literal, …, text.

    Strings come as ``str`` whatever their form, literals as ``bytes``.
    """
    stack: list[list[Token]] = [[]]
    for number, segment in enumerate(segments):
        if number % 2:
            stack[-1].append(segment)
        else:
            _scan(segment.decode("utf-8", "replace"), stack)
    if len(stack) != 1:
        raise BadCommand("missing )")
    return stack[0]


def text(token: Token) -> str:
    """A token that must be a string."""
    if isinstance(token, bytes):
        return token.decode("utf-8", "replace")
    if isinstance(token, list):
        raise BadCommand("a string is needed, not a list")
    return token


def members(spec: str, *, of: Sequence[int]) -> set[int]:
    """The numbers of ``of`` (ascending) that a sequence set such as ``1:3,7,9:*`` names; ``*`` is the last one."""
    last = of[-1] if of else 0
    chosen: set[int] = set()
    for part in spec.split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            raise BadCommand("not a set of numbers")
        low, high = (last if end == "*" else int(end) for end in (match[1], match[2] or match[1]))
        chosen.update(n for n in of if min(low, high) <= n <= max(low, high))
    return chosen


def quoted(word: str) -> str:
    """``word`` as a quoted string."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def flag_set(tokens: Iterable[Token]) -> frozenset[str]:
    """Flags as they were written; system flags are spelled one way."""
    return frozenset(f"\\{flag[1:].capitalize()}" if flag.startswith("\\") else flag for flag in map(text, tokens))


def _scan(line: str, stack: list[list[Token]]) -> None:
    end = 0
    while line[end:].strip():
        match = _TOKEN.match(line, end)
        if match is None:
            raise BadCommand("unreadable command")
        end = match.end()
        if match["paren"] == "(":
            if len(stack) > MAX_DEPTH:
                raise BadCommand("too many (")
            inner: list[Token] = []
            stack[-1].append(inner)
            stack.append(inner)
        elif match["paren"] == ")":
            if len(stack) == 1:
                raise BadCommand("unexpected )")
            stack.pop()
        elif match["quoted"] is not None:
            stack[-1].append(_ESCAPE.sub(r"\1", match["quoted"]))
        else:
            stack[-1].append(match["atom"])
