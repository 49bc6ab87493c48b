"""Companies found by what people type."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from tests.directory.public.rows import make_establishment, make_unit

from filon.directory.columnar.build import build
from filon.directory.public.models import Category, Officer, UnitCategory
from filon.directory.public.search import misspelt, search
from filon.kernel.clock import VirtualClock

pytestmark = pytest.mark.django_db
FOUNDRY, GARAGE, BAKERY, HIDDEN, BUTCHER = "000000018", "000000026", "000000034", "000000042", "000000059"


@pytest.fixture
def directory(settings: Settings, tmp_path: Path, clock: VirtualClock) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    foundry = make_unit(siren=FOUNDRY, name="FONDERIE DE L'AUBRAC", headcount="12")
    make_unit(siren=GARAGE, name="GARAGE AUBRAC", headcount="21", brand="ŒUVRES MÉCANIQUES")
    make_unit(siren=BAKERY, name="BOULANGERIE KERGUELEN", headcount="", acronym="BKG")
    make_unit(siren=BUTCHER, name="AUBRAC VIANDES", headcount="01")
    make_unit(siren=HIDDEN, diffusible=False, name="", headcount="53")
    make_establishment(siret=f"{FOUNDRY}00015", city="RODEZ")
    make_establishment(siret=f"{BAKERY}00017", city="LORIENT", brand="AU FOURNIL DU PORT")
    Officer.objects.create(unit=foundry, first_name="Zoé", last_name="Lafitte", source="rne", learnt_at=clock.now())
    Category.objects.create(code="gcid:biscuit_factory", label="Biscuiterie")
    UnitCategory.objects.create(unit_id=BAKERY, category_id="gcid:biscuit_factory", primary=True)
    build(now=clock.now())


def _sirens(text: str) -> list[str]:
    return [found.unit.siren for found in search(text)]


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aubrac", [BUTCHER, GARAGE, FOUNDRY]),  # the name that begins so, then the larger one
        ("fonderie", [FOUNDRY]),
        ("Fonderie de l’Aubrac", [FOUNDRY]),
        ("fond", [FOUNDRY]),
        ("aubrac rodez", [FOUNDRY]),
        ("oeuvres", [GARAGE]),
        ("bkg", [BAKERY]),
        ("biscuiterie", [BAKERY]),
        ("fournil lor", [BAKERY]),
        ("zoe lafitte", [FOUNDRY]),
        ("fondreie", [FOUNDRY]),
        ("kergelen", [BAKERY]),
        ("boulangrie kerguel", [BAKERY]),
        ("000 000 034", [BAKERY]),
        ("00000003400017", [BAKERY]),
        ("aubrac lorient", []),
        ("f", []),
        ("", []),
        ("%_'", []),
    ],
)
def test_what_is_typed_finds_the_company(text: str, expected: list[str]) -> None:
    assert _sirens(text) == expected


@pytest.mark.usefixtures("directory")
def test_a_masked_unit_is_found_by_its_number_only_and_has_no_name() -> None:
    (found,) = search(HIDDEN)
    assert (found.unit.name, found.unit.diffusible, found.head) == ("", False, None)


@pytest.mark.usefixtures("directory")
def test_a_unit_masked_after_the_index_was_made_is_not_found_by_name() -> None:
    unit = search("garage")[0].unit
    unit.diffusible, unit.name, unit.brand = False, "", ""
    unit.save()
    assert _sirens("garage") == []


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(("text", "found"), [("aubrac", 3), ("kerguelen", 1)])
def test_a_search_asks_as_many_queries_whatever_it_finds(text: str, found: int) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert len(search(text)) == found
    assert len(asked) == 3


def test_nothing_is_found_before_the_first_import(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    assert search("aubrac") == []


@given(word=st.text("abcdefgh", min_size=4, max_size=10), at=st.integers(0, 9), letter=st.sampled_from("xyz09"))
def test_every_slip_of_one_letter_is_undone(word: str, at: int, letter: str) -> None:
    at = min(at, len(word) - 1)
    slips = {word[:at] + word[at + 1 :], word[:at] + letter + word[at:], word[:at] + letter + word[at + 1 :]}
    assert all(word in misspelt(slip) for slip in slips)
