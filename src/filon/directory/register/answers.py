"""An answer of recherche-entreprises, read: what may be kept of it, and nothing else.

Of people only the name and the role: birth dates and nationalities, which it has too, serve nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from filon.kernel.text import fold, squash, storable
from filon.kernel.values import InvalidValue, parse_siren

PUBLIC = "O"
HIDDEN = frozenset({"[nd]", "[non-diffusible]"})
"""What stands in place of a value that its subject has not left public."""
MOST_OFFICERS = 200
LARGEST = 2**63 - 1
YEARS = range(1980, 2100)


@dataclass(frozen=True, kw_only=True)
class Official:
    """Somebody who runs the unit: a person, or a company with its SIREN."""

    first_name: str = ""
    last_name: str = ""
    company_siren: str = ""
    company_name: str = ""
    role: str = ""


@dataclass(frozen=True)
class Year:
    """What was published of a year, in euros."""

    year: int
    turnover: int | None
    net_result: int | None


@dataclass(frozen=True)
class Told:
    """What a register tells of a unit. One that may not be shown has neither people nor figures."""

    diffusible: bool
    officers: tuple[Official, ...] = ()
    finances: tuple[Year, ...] = ()


def read(answer: Any, *, siren: str) -> Told | None:
    """What an answer tells of this unit; None when it is not in it. What does not have the documented form is skipped.

    Only "O" may be shown: anything else, or nothing, hides the unit and its people (art. R. 123-232-1 C. com.).
    """
    unit = next((each for each in _members(answer, "results") if each.get("siren") == siren), None)
    if unit is None:
        return None
    if unit.get("statut_diffusion") != PUBLIC:
        return Told(diffusible=False)
    finances = unit.get("finances")
    years = (_year(*each) for each in finances.items()) if isinstance(finances, dict) else ()
    officers = dict.fromkeys(_officers(unit))  # the register repeats some
    return Told(
        diffusible=True,
        officers=tuple(officers)[:MOST_OFFICERS],
        finances=tuple(sorted((y for y in years if y), key=lambda y: y.year)),
    )


def person_name(text: str) -> str:
    """A name in capitals as people write it: ``LE GOFF-D'ARC`` is ``Le Goff-D'Arc``."""
    return text.title() if text.isupper() else text


def _officers(unit: Mapping[str, Any]) -> Iterator[Official]:
    for each in _members(unit, "dirigeants"):
        role = _text(each, "qualite")[:200]
        if each.get("type_dirigeant") == "personne morale":
            name, number = _text(each, "denomination")[:200], _siren(_text(each, "siren"))
            if name:
                yield Official(company_siren=number, company_name=name, role=role)
        elif last := _text(each, "nom"):
            first = _text(each, "prenoms").replace(",", " ").split(" ")[0]
            yield Official(first_name=person_name(first)[:80], last_name=person_name(last)[:120], role=role)


def _year(year: object, figures: object) -> Year | None:
    if not (isinstance(year, str) and len(year) == 4 and year.isascii() and year.isdigit() and int(year) in YEARS):
        return None
    if not isinstance(figures, dict):
        return None
    turnover, result = _amount(figures.get("ca")), _amount(figures.get("resultat_net"))
    return None if turnover is None and result is None else Year(int(year), turnover, result)


def _amount(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST:
        return None
    return round(value)


def _members(whole: Any, name: str) -> list[dict[str, Any]]:
    members = whole.get(name) if isinstance(whole, dict) else None
    return [each for each in members if isinstance(each, dict)] if isinstance(members, list) else []


def _text(member: Mapping[str, Any], name: str) -> str:
    value = member.get(name)
    text = squash(storable(value)) if isinstance(value, str) else ""
    return "" if fold(text) in HIDDEN else text


def _siren(text: str) -> str:
    try:
        return parse_siren(text)
    except InvalidValue:
        return ""
