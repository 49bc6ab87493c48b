from __future__ import annotations

import pytest

from filon.kernel.values import InvalidValue, parse_siren, parse_siret


@pytest.mark.parametrize("text", ["732829320", "732 829 320", "FR44732829320", "FR 44 732 829 320", "732\u00a0829 320"])
def test_a_siren_is_understood_however_it_is_typed(text: str) -> None:
    assert parse_siren(text) == "732829320"


def test_a_leading_zero_lost_by_a_spreadsheet_is_mended() -> None:
    assert parse_siren("5520176") == "005520176"


def test_the_establishments_of_la_poste_have_their_own_check() -> None:
    assert parse_siret("356 000 000 00048") == "35600000000048"
    assert parse_siret("35600000049837") == "35600000049837"


@pytest.mark.parametrize("text", ["", "732829321", "73282932", "000000000", "abc", "73282932000074"])
def test_a_wrong_siren_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse_siren(text)
    assert refusal.value.code == "siren_invalid"


@pytest.mark.parametrize("text", ["", "73282932000075", "732829320", "00000000000000"])
def test_a_wrong_siret_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        parse_siret(text)
    assert refusal.value.code == "siret_invalid"
