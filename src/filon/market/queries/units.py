"""Companies of the public directory as a list shows them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from filon.directory.public.models import Establishment, Unit


@dataclass(frozen=True)
class UnitCard:
    """What may be shown of a unit, with the place of its head office."""

    siren: str
    name: str
    naf: str
    headcount: str
    address: str = ""
    postcode: str = ""
    city: str = ""


def cards(sirens: Collection[str]) -> dict[str, UnitCard]:
    """The units that may be shown, by SIREN, in two queries. Those of which nothing may be shown are left out."""
    units = list(Unit.objects.filter(siren__in=sirens, diffusible=True))
    heads = [unit.siren + unit.head_nic for unit in units if unit.head_nic]
    places = {row.siren: row for row in Establishment.objects.filter(siret__in=heads, diffusible=True)}
    return {unit.siren: _card(unit, places.get(unit.siren)) for unit in units}


def _card(unit: Unit, place: Establishment | None) -> UnitCard:
    where = {"address": place.address, "postcode": place.postcode, "city": place.city} if place else {}
    return UnitCard(unit.siren, shown_name(unit), unit.naf, unit.headcount, **where)


def shown_name(unit: Unit) -> str:
    """The name on a card: the company's, else the person's, else the brand, else the number."""
    person = f"{unit.first_name} {unit.last_name}".strip()
    return unit.name or person or unit.brand or unit.siren
