"""Answers of INSEE's API (`/siren`, `/siret`, version 3.11) as rows with the columns of the stock files.

An answer nests what a stock file lays flat: the current period, the address. The names are the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from filon.directory.sirene.kinds import ESTABLISHMENTS, UNITS, Kind
from filon.kernel.errors import Refused

_SPACE = re.compile(r"\s*")
_MEMBERS = {"unitesLegales": UNITS, "etablissements": ESTABLISHMENTS}
_SINGLE = {"uniteLegale": UNITS, "etablissement": ESTABLISHMENTS}
_PERIODS = {UNITS.name: "periodesUniteLegale", ESTABLISHMENTS.name: "periodesEtablissement"}


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
    """Each member of each answer, laid flat."""
    for kind, members in _answers(path):
        for member in members:
            yield flattened(member, kind)


def flattened(member: Mapping[str, Any], kind: Kind) -> dict[str, str]:
    """One member: its own values, then those of its address, then those of the current period."""
    periods = member.get(_PERIODS[kind.name]) or [{}]
    current = next((period for period in periods if not period.get("dateFin")), periods[0])
    flat = {**member, **(member.get("adresseEtablissement") or {}), **current}
    return {name: _text(flat.get(name)) for name in kind.read}


def _answers(path: Path) -> Iterator[tuple[Kind, list[dict[str, Any]]]]:
    for answer in _values(path):
        for name, kind in _MEMBERS.items():
            if isinstance(members := answer.get(name), list):
                yield kind, members
        for name, kind in _SINGLE.items():
            if isinstance(member := answer.get(name), dict):
                yield kind, [member]


def _values(path: Path) -> Iterator[dict[str, Any]]:
    text, decoder = path.read_text(encoding="utf-8").rstrip(), json.JSONDecoder()
    at = 0
    while at < len(text):
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # no space at all matches too
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError:
            raise Refused(_("Ce fichier n’est pas du JSON lisible."), code="not_json") from None
        yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
