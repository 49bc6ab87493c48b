"""What is told of invented companies."""

from __future__ import annotations

import pytest
from tests.directory.public.rows import make_unit

from filon.demo.sirene.register import answers
from filon.directory.register.answers import Told, read

pytestmark = pytest.mark.django_db
SIREN = "000000026"


def test_an_invented_company_has_people_and_figures_always_the_same() -> None:
    make_unit(siren=SIREN, sample=True, headcount="22")
    told = read(answers(SIREN), siren=SIREN)
    assert told is not None
    assert [o.role for o in told.officers] == ["Président de SAS", "Directeur général", "Directeur général délégué"]
    assert [f.year for f in told.finances] == [2023, 2024, 2025]
    assert told == read(answers(SIREN), siren=SIREN)


def test_somebody_in_business_alone_runs_it_alone() -> None:
    make_unit(siren=SIREN, sample=True, legal="1000", first_name="Zoé", last_name="Lafitte", headcount="")
    told = read(answers(SIREN), siren=SIREN)
    assert told is not None
    assert [(o.first_name, o.last_name) for o in told.officers] == [("Zoé", "Lafitte")]


def test_an_invented_company_that_opted_out_has_nobody() -> None:
    make_unit(siren=SIREN, sample=True, diffusible=False, name="")
    assert read(answers(SIREN), siren=SIREN) == Told(diffusible=False)


def test_nothing_is_told_of_a_real_company() -> None:
    make_unit(siren=SIREN)
    assert read(answers(SIREN), siren=SIREN) is None
