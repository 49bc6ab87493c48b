"""Where a number is: whose hours and whose holidays count when it is called. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import NumberParseException
from phonenumbers import timezone as zones

from filon.actions.calendar import region_of

UNKNOWN_ZONE = "Etc/Unknown"
COUNTRY_LETTERS = 2
"""Numbers that belong to no country, like international freephone, have a region of three digits."""
OVERSEAS = {"GP": "971", "MQ": "972", "GF": "973", "RE": "974", "PM": "PM", "YT": "976", "BL": "BL", "MF": "MF"}
"""French territories with a country code of their own, as the list of French holidays calls them."""


class Place(NamedTuple):
    """A time zone, a country (ISO 3166) and the subdivision of its holidays."""

    zone: str
    country: str
    region: str


def place_of(e164: str, *, zone: str, postcode: str = "") -> Place:
    """Of a number that was understood; ``zone`` where the number alone does not tell (a country of several)."""
    found, country = _of(e164)
    if country in OVERSEAS:
        return Place(found or zone, "FR", OVERSEAS[country])
    return Place(found or zone, country or "FR", region_of(country or "FR", postcode))


@lru_cache(maxsize=4096)
def _of(e164: str) -> tuple[str, str]:
    if e164.startswith("+33"):
        return "Europe/Paris", "FR"
    try:
        number = phonenumbers.parse(e164)
    except NumberParseException:
        return "", ""
    known = [zone for zone in zones.time_zones_for_number(number) if zone != UNKNOWN_ZONE]
    region = phonenumbers.region_code_for_number(number) or ""
    return (known[0] if len(known) == 1 else ""), region if len(region) == COUNTRY_LETTERS else ""
