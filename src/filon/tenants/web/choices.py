"""Lists that people choose from: days of the week, time zones and countries, named in their language."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from filon.kernel.text import fold

WEEKDAYS: list[tuple[int, str | Promise]] = [
    (0, _("lundi")),
    (1, _("mardi")),
    (2, _("mercredi")),
    (3, _("jeudi")),
    (4, _("vendredi")),
    (5, _("samedi")),
    (6, _("dimanche")),
]
"""As `datetime.weekday` counts."""

NEAREST = ("Europe/Paris", "Europe/Brussels", "Europe/Zurich", "Europe/Luxembourg", "Indian/Reunion")
REGIONS = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
ISO_CODE = re.compile("[A-Z]{2}")
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def time_zones() -> list[tuple[str, str]]:
    """Zones named after a place, and UTC; the many aliases of the database of zones are left out."""
    places = [name for name in available_timezones() if name.split("/")[0] in REGIONS]
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in sorted(places))]


def time_zones_nearest_first() -> list[tuple[str, str]]:
    """The same, those of most workspaces on top."""
    zones = dict(time_zones())
    return [(name, zones.pop(name)) for name in NEAREST] + list(zones.items())


def countries() -> list[tuple[str, str]]:
    return _countries(get_language() or "fr")


@cache
def _countries(language: str) -> list[tuple[str, str]]:
    names = {str(code): str(name) for code, name in Locale.parse(language).territories.items()}
    countries = ((code, name) for code, name in names.items() if ISO_CODE.fullmatch(code) and code not in NO_COUNTRIES)
    return sorted(countries, key=lambda choice: fold(choice[1]))
