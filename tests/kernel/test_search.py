from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filon.directory.models import Company
from filon.directory.operations import CompanyDraft, upsert_companies
from filon.kernel.clock import VirtualClock
from filon.kernel.search import by_part, by_words, lexemes

NAMES = {
    "etoile": CompanyDraft(name="Étoile du Nord", domain="etoile-du-nord.example", city="Évry"),
    "lune": CompanyDraft(name="L’Orfèvre & Lune", domain="lune.example", city="Saint-Étienne"),
}


@pytest.fixture
def _companies(workspace: object, clock: VirtualClock) -> None:
    upsert_companies(list(NAMES.values()), now=clock.now())


@pytest.mark.usefixtures("_companies")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ETOI", ["Étoile du Nord"]),
        ("nord éto", ["Étoile du Nord"]),
        ("etoile-du-nord.ex", ["Étoile du Nord"]),
        ("evry nord", ["Étoile du Nord"]),
        ("saint-eti", ["L’Orfèvre & Lune"]),
        ("l'orf", ["L’Orfèvre & Lune"]),
        ("toile", []),
        ("nord lune", []),
        ("'; drop table", []),
        ("&|!:*()", []),
    ],
)
def test_words_begin_words(text: str, found: list[str]) -> None:
    assert [c.name for c in Company.objects.filter(by_words(text))] == found


@given(st.text(max_size=80))
def test_no_text_can_leave_its_quotes(text: str) -> None:
    assert not any(set(lexeme) & set("'\\\0:&|!()<> ") for lexeme in lexemes(text))


@pytest.mark.usefixtures("_companies")
@pytest.mark.parametrize("text", ["etoile du", "ÉTOILE  DU", "toile", "l'orf", "L’ORF", "saint-et", "SAINT–ÉT"])
def test_a_part_of_a_column_is_found_however_it_is_typed(text: str) -> None:
    assert Company.objects.filter(by_part(text, "name", "city")).count() == 1


@pytest.mark.usefixtures("_companies")
@pytest.mark.parametrize("text", ["%", "_toile", "nord du", "\\"])
def test_a_part_is_no_pattern(text: str) -> None:
    assert not Company.objects.filter(by_part(text, "name", "city")).exists()


@pytest.mark.parametrize("text", ["straße", "STRASSE", "Grune", "νομος", "ΝΟΜΟΣ", "œuvr"])
def test_letters_that_case_makes_two_of_are_found_both_ways(workspace: object, clock: VirtualClock, text: str) -> None:
    upsert_companies([CompanyDraft(name="Grüne Straße ΝΌΜΟΣ Œuvres", domain="gruen.example")], now=clock.now())
    assert Company.objects.filter(by_part(text, "name")).count() == 1
