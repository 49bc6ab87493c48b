"""Routines and public units for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.market.copies import CODES
from tests.market.scorings import NORTHERN_METAL

from filon.directory.public.models import Establishment, Unit
from filon.market.models import Routine
from filon.market.operations import RoutineFields, create_routine

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)


def make_routine(**fields: Any) -> Routine:
    """A saved routine over the north's metal trade, not yet refreshed."""
    given = {"title": "Métallurgie du Nord", "scoring": NORTHERN_METAL, **fields}
    return create_routine(RoutineFields(**given), codes=CODES, now=NOW)


def make_unit(siren: str, *, name: str = "Fonderie Aubry", diffusible: bool = True) -> Unit:
    """A unit of the public directory with its head office."""
    shown = name if diffusible else ""
    unit = Unit.objects.create(
        siren=siren, active=True, diffusible=diffusible, name=shown, naf="25.11Z", headcount="12", head_nic="00012",
        digest=1,
    )  # fmt: skip
    place = {"address": "1 rue Haute", "postcode": "59000", "city": "Lille", "city_code": "59350"} if diffusible else {}
    Establishment.objects.create(
        siret=f"{siren}00012", head=True, active=True, diffusible=diffusible, digest=1, **place
    )
    return unit
