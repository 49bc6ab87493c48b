"""The template language: ``{{ prenom }}`` and ``{{ prenom | bonjour }}``. Nothing else is ever evaluated.

A template is read once into literals and holes. There is no attribute access, no filter, no call and no loop, so
there is nothing to break out of: a value is only ever put in a hole, escaped for the place where the hole stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from filon.mail.rendering.faults import (
    EMPTY,
    LINK_FALLBACK,
    LINK_IN_SUBJECT,
    UNCLOSED,
    UNKNOWN,
    UNOPENED,
    Fault,
    TemplateFaults,
)
from filon.mail.rendering.variables import Variable, lookup, nearest

_BRACES = re.compile(r"\{\{(?P<inner>[^{}\n]*)\}\}|(?P<open>\{\{)|(?P<close>\}\})")
_ONE_LINE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_MARKER = re.compile(r"(?<!\w)X{2,}(?!\w)(?:[^\n]{1,80}?(?<!\w)X{2,}(?!\w))?")
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hole:
    """A place for a value. ``fallback`` stands in for a blank value; None means that the value must be there."""

    variable: Variable
    fallback: str | None
    line: int
    column: int
    written: str


Piece = str | Hole


def parse(text: str, *, subject: bool = False) -> tuple[Piece, ...]:
    """Literals and holes of ``text``, in order. Raises ``TemplateFaults`` with every mistake found."""
    pieces, faults = _scan(text, subject=subject)
    if faults:
        raise TemplateFaults(faults)
    return tuple(pieces)


def check(text: str, *, subject: bool = False) -> tuple[Fault, ...]:
    """Every mistake of ``text`` (empty when it may be saved)."""
    return tuple(_scan(text, subject=subject)[1])


def markers(text: str) -> tuple[str, ...]:
    """Places left to be filled in by hand, such as ``XX Nom XX`` or a lone ``XX``: they block sending (A-CO-21)."""
    return tuple(m.group() for m in _MARKER.finditer(text))


def one_line(value: str) -> str:
    """``value`` without line breaks, control characters or lone surrogates, so that it stays where it is put."""
    if value.isprintable():
        return value.strip()
    return _ONE_LINE.sub(" ", value).strip()


def is_web_address(value: str) -> bool:
    """Whether ``value`` may be the target of a link."""
    return _WEB_ADDRESS.fullmatch(value) is not None


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column (from 1) of ``offset`` in ``text``."""
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def _scan(text: str, *, subject: bool) -> tuple[list[Piece], list[Fault]]:
    pieces: list[Piece] = []
    faults: list[Fault] = []
    end = 0
    for match in _BRACES.finditer(text):
        if match.start() > end:
            pieces.append(text[end : match.start()])
        end = match.end()
        line, column = position(text, match.start())
        if match["inner"] is None:
            faults.append(Fault(UNCLOSED if match["open"] else UNOPENED, line, column))
            continue
        read = _read_hole(match["inner"], line=line, column=column, subject=subject)
        if isinstance(read, Fault):
            faults.append(read)
        else:
            pieces.append(read)
    if end < len(text):
        pieces.append(text[end:])
    return pieces, faults


def _read_hole(inner: str, *, line: int, column: int, subject: bool) -> Hole | Fault:
    written, bar, rest = inner.partition("|")
    name = written.strip()
    if not name:
        return Fault(EMPTY, line, column)
    variable = lookup(name)
    if variable is None:
        return Fault(UNKNOWN, line, column, text=name, nearest=nearest(name))
    fallback = one_line(rest) if bar else None
    if variable.kind == "link":
        if subject:
            return Fault(LINK_IN_SUBJECT, line, column, text=name)
        if fallback is not None and not is_web_address(fallback):
            return Fault(LINK_FALLBACK, line, column, text=name)
    return Hole(variable, fallback, line, column, written="{{" + inner + "}}")
