"""Answers of INSEE's API (`/siren`, `/siret`, version 3.11) as rows with the columns of the stock files.

An answer nests what a stock file lays flat: the current period, the address. The names are the same. A member of
another form is refused with its fault; the others are kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.directory.sirene.kinds import ESTABLISHMENTS, UNITS, Kind
from filon.kernel.errors import Refused

LONGEST_TEXT = 1_000
LONGEST_NUMBER = 14
DEEPEST = 20
MOST_FAULTS = 20
Wanted = Literal["object", "list", "text", "characters"]
WANTED: Mapping[Wanted, str | Promise] = {
    "object": gettext_lazy("un objet est attendu"),
    "list": gettext_lazy("une liste est attendue"),
    "text": gettext_lazy("un texte de 1 000 caractères au plus est attendu"),
    "characters": gettext_lazy("un caractère ne peut pas être enregistré"),
}

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[][{}]', re.DOTALL)
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_ADDRESS = "adresseEtablissement"
_SPACE = re.compile(r"\s*")
_MEMBERS = {"unitesLegales": UNITS, "etablissements": ESTABLISHMENTS}
_SINGLE = {"uniteLegale": UNITS, "etablissement": ESTABLISHMENTS}
_PERIODS = {UNITS.name: "periodesUniteLegale", ESTABLISHMENTS.name: "periodesEtablissement"}


class Misshapen(Exception):
    """A member has something else in ``column`` than what is wanted there."""

    def __init__(self, column: str, wanted: Wanted) -> None:
        super().__init__(f"{column}: {wanted}")
        self.column = column
        self.wanted = wanted


def about(path: Path) -> tuple[Kind, int]:
    """(kind, number of rows) of a file of answers: one JSON value, or one a line. Raises Refused."""
    kinds, total = set(), 0
    for kind, members in _answers(path):
        kinds.add(kind.name)
        total += len(members)
    if len(kinds) != 1:
        raise Refused(
            _("Attendu : des réponses de l’API Sirene, sur des unités légales ou sur des établissements."),
            code="not_answers",
        )
    return (UNITS if UNITS.name in kinds else ESTABLISHMENTS), total


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Each member of each answer, laid flat; one that cannot be is empty, as a row without a number is refused."""
    for kind, members in _answers(path):
        for member in members:
            try:
                yield flattened(member, kind)
            except Misshapen:
                yield dict.fromkeys(kind.read, "")


def faults(path: Path, *, most: int = MOST_FAULTS) -> tuple[str, ...]:
    """What is wrong with the first members that cannot be laid flat: which, where, what was expected."""
    found = (
        said
        for kind, members in _answers(path)
        for n, member in enumerate(members, 1)
        if (said := fault(member, n, kind=kind))
    )
    return tuple(islice(found, most))


def fault(member: object, place: int, *, kind: Kind) -> str:
    """What is wrong with the form of one member, "" for nothing."""
    try:
        flattened(member, kind)
    except Misshapen as wrong:
        number = member.get(kind.key) if isinstance(member, dict) else None
        said = {"kind": kind.name, "place": place, "column": wrong.column, "wanted": WANTED[wrong.wanted]}
        known = number if isinstance(number, str) and len(number) <= LONGEST_NUMBER and number.isdigit() else "?"
        return _("%(kind)s, ligne %(place)d (%(number)s), %(column)s : %(wanted)s.") % {**said, "number": known}
    return ""


def flattened(member: object, kind: Kind) -> dict[str, str]:
    """One member: its own values, then those of its address, then those of the current period. Raises Misshapen."""
    own = _object(member, kind.name)
    periods = [_object(each, _PERIODS[kind.name]) for each in _list(own.get(_PERIODS[kind.name]), _PERIODS[kind.name])]
    current = next((period for period in periods if not period.get("dateFin")), periods[0] if periods else {})
    flat = {**own, **_object(own.get(_ADDRESS) or {}, _ADDRESS), **current}
    return {name: _text(flat.get(name), name) for name in kind.read}


def _answers(path: Path) -> Iterator[tuple[Kind, list[dict[str, Any]]]]:
    for answer in _values(path):
        for name, kind in _MEMBERS.items():
            if isinstance(members := answer.get(name), list):
                yield kind, members
        for name, kind in _SINGLE.items():
            if isinstance(member := answer.get(name), dict):
                yield kind, [member]


def value(text: str) -> Any:
    """The first JSON value of a text, numbers as they were written. What is nested deeper than any answer is taken for
    an empty list. Raises ValueError."""
    try:
        return _DECODER.raw_decode(text)[0]
    except RecursionError:
        return _DECODER.raw_decode(_pruned(text))[0]


def _values(path: Path) -> Iterator[dict[str, Any]]:
    try:
        text, at = path.read_text(encoding="utf-8").rstrip(), 0
        while at < len(text):
            at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # no space at all matches too
            try:
                read, at = _DECODER.raw_decode(text, at)
            except RecursionError:
                text, at = _pruned(text[at:]), 0
                continue
            yield from (each for each in (read if isinstance(read, list) else [read]) if isinstance(each, dict))
    except ValueError:
        raise Refused(_("Ce fichier n’est pas du JSON lisible."), code="not_json") from None


def _pruned(text: str) -> str:
    """The text with an empty list for all that is nested deeper than ``DEEPEST``."""
    kept, depth, start = [], 0, 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth == DEEPEST + 1:
                kept.append(text[start : token.start()] + "[]")
                start = len(text)
        elif token[0] in "]}":
            depth -= 1
            if depth == DEEPEST:
                start = token.end()
    return "".join(kept) + text[start:]


def _object(found: object, column: str) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise Misshapen(column, "object")
    return found


def _list(found: object, column: str) -> list[Any]:
    if found is None:
        return []
    if not isinstance(found, list):
        raise Misshapen(column, "list")
    return found


def _text(found: object, column: str) -> str:
    if found is None:
        return ""
    if isinstance(found, bool):
        return str(found).lower()
    if not isinstance(found, str) or len(found) > LONGEST_TEXT:
        raise Misshapen(column, "text")
    if _UNWRITABLE.search(found):
        raise Misshapen(column, "characters")
    return found
