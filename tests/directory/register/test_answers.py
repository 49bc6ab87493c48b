"""What is kept of an answer of the public search of companies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.directory.register.answers import Official, Told, Year, person_name, read

SIREN = "000000018"
ANSWER = json.loads((Path(__file__).parent / "answer.json").read_text())


def changed(**values: Any) -> dict[str, Any]:
    return {"results": [{**ANSWER["results"][0], **values}]}


def test_names_roles_and_figures_are_kept_and_nothing_else_of_people() -> None:
    assert read(ANSWER, siren=SIREN) == Told(
        diffusible=True,
        officers=(
            Official(first_name="Anne", last_name="Le Goff-D'Arc", role="Président de SAS"),
            Official(
                company_siren="000000026", company_name="AUDIT DES CAUSSES", role="Commissaire aux comptes titulaire"
            ),
        ),
        finances=(Year(2023, 1_850_000, -12_500), Year(2024, None, 43_210)),
    )


def test_another_company_in_the_answer_is_not_taken_for_this_one() -> None:
    assert read(ANSWER, siren="000000026") is None


@pytest.mark.parametrize("status", ["P", "N", "", None, "o", 1])
def test_a_unit_that_is_not_public_has_nobody(status: object) -> None:
    assert read(changed(statut_diffusion=status), siren=SIREN) == Told(diffusible=False)


def test_a_status_that_is_missing_is_not_public() -> None:
    unit = {name: value for name, value in ANSWER["results"][0].items() if name != "statut_diffusion"}
    assert read({"results": [unit]}, siren=SIREN) == Told(diffusible=False)


@pytest.mark.parametrize(
    "finances",
    [
        None,
        [],
        {"2023": None},
        {"x": {"ca": 1}},
        {"2023": {"ca": "1", "resultat_net": True}},
        {"1": {}},
        {"9" * 5000: {"ca": 1}},
        {"02023": {"ca": 1}},
    ],
)
def test_figures_of_another_form_are_left_out(finances: object) -> None:
    told = read(changed(finances=finances), siren=SIREN)
    assert told is not None
    assert told.finances == ()


def test_text_that_no_database_takes_is_mended() -> None:
    told = read(changed(dirigeants=[{"nom": "A\ud800\x00B", "prenoms": "\udfff", "qualite": "G\ud800"}]), siren=SIREN)
    assert told is not None
    assert told.officers == (Official(first_name="\ufffd", last_name="A\ufffdB", role="G\ufffd"),)


@pytest.mark.parametrize(
    ("written", "read_as"), [("DUPONT", "Dupont"), ("de La Tour", "de La Tour"), ("ÉMILE-OLIVIER", "Émile-Olivier")]
)
def test_capitals_are_written_as_people_write_names(written: str, read_as: str) -> None:
    assert person_name(written) == read_as


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["results", "siren", "statut_diffusion", "dirigeants", "finances", "nom", "prenoms", "2023"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(value=anything, told=anything)
def test_whatever_the_service_sends_is_read_without_a_fault(value: Any, told: Any) -> None:
    assert read(value, siren=SIREN) is None or isinstance(read(value, siren=SIREN), Told)
    assert isinstance(read(changed(dirigeants=told, finances=value), siren=SIREN), Told)
