"""Rows of the public directory for tests, each with as much as it needs to be valid."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from filon.directory.public.models import Establishment, Officer, Unit

UNIT = {
    "siren": "000000018",
    "active": True,
    "diffusible": True,
    "name": "Fonderie Aubrac",
    "first_name": "",
    "last_name": "",
    "acronym": "",
    "brand": "",
    "legal": "5710",
    "naf": "24.51Z",
    "naf25": "24.51Y",
    "headcount": "12",
    "category": "PME",
    "head_nic": "00015",
    "digest": 1,
}
LEARNT_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
PLACE = {
    "siret": "00000001800015",
    "head": True,
    "active": True,
    "diffusible": True,
    "brand": "",
    "address": "3 rue du Port",
    "postcode": "12000",
    "city": "Rodez",
    "city_code": "12202",
    "country": "",
    "naf": "24.51Z",
    "naf25": "24.51Y",
    "headcount": "12",
    "digest": 1,
}


def make_unit(**fields: Any) -> Unit:
    return Unit.objects.create(**{**UNIT, **fields})


def make_establishment(**fields: Any) -> Establishment:
    return Establishment.objects.create(**{**PLACE, **fields})


def make_officer(**fields: Any) -> Officer:
    given = {"first_name": "Zoé", "last_name": "Lafitte", "role": "Président de SAS", "source": "rne", **fields}
    return Officer.objects.create(**{"learnt_at": LEARNT_AT, **given})
