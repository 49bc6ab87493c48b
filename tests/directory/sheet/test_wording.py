"""Codes of public registers, in words."""

from __future__ import annotations

import pytest

from filon.directory.columnar import HEADCOUNTS
from filon.directory.wording import PEOPLE, headcount, legal_form, size


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("5710", "Société par actions simplifiée (SAS)"),
        ("5720", "SAS unipersonnelle (SASU)"),
        ("5999", "Société commerciale"),
        ("0000", ""),
        ("", ""),
    ],
)
def test_the_longest_known_beginning_of_a_legal_category_says_most(code: str, said: str) -> None:
    assert legal_form(code) == said


@pytest.mark.parametrize(
    ("code", "year", "said"),
    [
        ("12", 2024, "20 à 49 salariés en 2024"),
        ("12", None, "20 à 49 salariés"),
        ("53", None, "10\u202f000 salariés ou plus"),
        ("00", 2023, "Aucun salarié en 2023"),
        ("NN", 2023, ""),
        ("", None, ""),
    ],
)
def test_a_bracket_of_head_counts_says_its_ends_and_its_year(code: str, year: int | None, said: str) -> None:
    assert headcount(code, year=year) == said


def test_every_bracket_of_insee_has_its_ends() -> None:
    assert [code for code in HEADCOUNTS if code not in {"", "NN"}] == list(PEOPLE)


def test_a_size_is_told_in_full() -> None:
    assert (size("ETI"), size("")) == ("Entreprise de taille intermédiaire (ETI)", "")
