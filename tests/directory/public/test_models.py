"""What the tables of the public directory refuse."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError
from tests.directory.public.rows import make_establishment, make_unit

pytestmark = pytest.mark.django_db


def test_a_unit_that_may_not_be_shown_cannot_keep_its_name() -> None:
    with pytest.raises(IntegrityError, match="unit_masked"):
        make_unit(diffusible=False, opted_out_on=date(2026, 1, 2), name="Fonderie Aubrac")


def test_a_place_that_may_not_be_shown_cannot_keep_its_address() -> None:
    with pytest.raises(IntegrityError, match="establishment_masked"):
        make_establishment(diffusible=False, brand="", address="3 rue du Port", postcode="", city="", city_code="")


def test_an_establishment_knows_its_unit() -> None:
    assert make_establishment(siret="00000001800015").siren == "000000018"
