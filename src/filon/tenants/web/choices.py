"""Lists that people choose from: time zones and countries, named in their language."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from django.utils.translation import get_language

from filon.kernel.text import fold

REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
ISO_CODE = re.compile("[A-Z]{2}")
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def time_zones() -> list[tuple[str, str]]:
    """Zones named after a place, and UTC; the many aliases of the database of zones are left out."""
    places = [name for name in available_timezones() if name.split("/")[0] in REGIONS]
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(places))]


def countries() -> list[tuple[str, str]]:
    return _countries(get_language() or "fr")


@cache
def _countries(language: str) -> list[tuple[str, str]]:
    names = {str(code): str(name) for code, name in Locale.parse(language).territories.items()}
    countries = ((code, name) for code, name in names.items() if ISO_CODE.fullmatch(code) and code not in NO_COUNTRIES)
    return sorted(countries, key=lambda choice: fold(choice[1]))
