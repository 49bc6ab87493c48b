"""Where a number is."""

from __future__ import annotations

import pytest

from filon.calls.places import place_of


@pytest.mark.parametrize(
    ("number", "zone", "country", "region"),
    [
        ("+33199000001", "Europe/Paris", "FR", ""),
        ("+34910000000", "Europe/Madrid", "ES", ""),
        ("+262262000000", "Indian/Reunion", "FR", "974"),
        ("+80012345678", "Europe/Paris", "FR", ""),
        ("+88212345678", "Europe/Paris", "FR", ""),
        ("not a number", "Europe/Paris", "FR", ""),
    ],
)
def test_a_number_has_the_hours_and_holidays_of_its_country(number: str, zone: str, country: str, region: str) -> None:
    found = place_of(number, zone="Europe/Paris")
    assert (found.country, found.region) == (country, region)
    assert found.zone == zone
