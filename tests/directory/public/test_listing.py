"""The directory as a list."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from tests.directory.public.rows import make_establishment, make_officer, make_unit

from filon.directory.columnar.build import build
from filon.directory.public import listing as module
from filon.directory.public.listing import Listing, count, listing
from filon.directory.public.models import Category, Unit, UnitCategory
from filon.directory.public.states import Revision
from filon.kernel.clock import VirtualClock

pytestmark = pytest.mark.django_db
FOUNDRY, GARAGE, BAKERY, HIDDEN, CLOSED = "000000018", "000000026", "000000034", "000000042", "000000059"


@pytest.fixture
def directory(settings: Settings, tmp_path: Path, clock: VirtualClock) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    make_unit(siren=FOUNDRY, name="FONDERIE AUBRAC", headcount="12")
    make_unit(siren=GARAGE, name="GARAGE AUBRAC", headcount="21", naf="45.20A", naf25="95.31Y")
    make_unit(siren=BAKERY, name="BOULANGERIE KERGUELEN", headcount="", naf="10.71C", naf25="10.71Y")
    make_unit(siren=HIDDEN, diffusible=False, name="", headcount="53")
    make_unit(siren=CLOSED, name="FONDERIE FERMÉE", active=False)
    make_establishment(siret=f"{FOUNDRY}00015", city="RODEZ", city_code="12202")
    make_establishment(siret=f"{GARAGE}00015", city="LORIENT", city_code="56121", postcode="56100")
    make_officer(unit_id=GARAGE)
    Category.objects.create(code="gcid:foundry", label="Fonderie")
    UnitCategory.objects.create(unit_id=FOUNDRY, category_id="gcid:foundry", primary=True)
    build(now=clock.now())


def asked(revision: Revision = Revision.NAF, **params: str) -> Listing:
    return listing(params, revision=revision)


def sirens(found: Listing) -> list[str]:
    return [str(row.unit.siren) for row in found.rows]


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [GARAGE, FOUNDRY, BAKERY]),
        ({"q": "aubrac"}, [GARAGE, FOUNDRY]),
        ({"q": "lafitte"}, [GARAGE]),
        ({"q": "lorient"}, [GARAGE]),
        ({"q": "000 000 034"}, [BAKERY]),
        ({"q": f"{FOUNDRY}00015"}, [FOUNDRY]),
        ({"activite": "24"}, [FOUNDRY]),
        ({"activite": "45.20A"}, [GARAGE]),
        ({"activite": "4520a"}, [GARAGE]),
        ({"activite": "réparation automobile"}, [GARAGE]),
        ({"activite": "menuiseries"}, []),
        ({"activite": "99"}, []),
        ({"effectif": "12"}, [GARAGE, FOUNDRY]),
        ({"departement": "56"}, [GARAGE]),
        ({"categorie": "gcid:foundry"}, [FOUNDRY]),
        ({"q": "aubrac", "departement": "12"}, [FOUNDRY]),
        ({"etat": "C"}, [CLOSED]),
        ({"etat": "C", "q": CLOSED}, [CLOSED]),
        ({"etat": "C", "activite": "45"}, []),
        ({"q": HIDDEN}, []),
    ],
)
def test_filters_and_words_keep_the_companies_they_name(params: dict[str, str], expected: list[str]) -> None:
    found = asked(**params)
    assert sirens(found) == expected
    assert count(params, revision=Revision.NAF).n == len(expected)


@pytest.mark.usefixtures("directory")
def test_an_activity_is_of_the_nomenclature_that_counts() -> None:
    assert sirens(asked(Revision.NAF25, activite="95.31Y")) == [GARAGE]
    assert sirens(asked(Revision.NAF25, activite="45.20A")) == []


@pytest.mark.usefixtures("directory")
def test_a_row_has_its_head_office() -> None:
    head = asked(q="lorient").rows[0].head
    assert head is not None
    assert (head.postcode, head.city) == ("56100", "LORIENT")


@pytest.mark.usefixtures("directory")
@pytest.mark.parametrize("state", ["", "C"])
def test_pages_forth_and_back_show_every_company_once(monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    if state:
        Unit.objects.filter(diffusible=True).update(active=False)
    whole = sirens(asked(etat=state))
    monkeypatch.setattr(module, "PAGE_SIZE", 1)
    pages = [asked(etat=state)]
    assert pages[0].prev == ""
    while pages[-1].next:
        pages.append(asked(etat=state, after=pages[-1].next))
    assert [siren for page in pages for siren in sirens(page)] == whole
    assert len(pages) == len(whole)
    back = asked(etat=state, before=pages[-1].prev)
    assert (sirens(back), back.next) == (sirens(pages[-2]), pages[-2].next)


@pytest.mark.usefixtures("directory")
def test_a_company_masked_since_the_copy_is_not_shown() -> None:
    Unit.objects.filter(siren=GARAGE).update(diffusible=False, name="")
    assert sirens(asked()) == [FOUNDRY, BAKERY]


@pytest.mark.usefixtures("directory")
def test_a_page_is_not_the_whole_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGE_SIZE", 1)
    found = asked()
    assert (len(found.rows), count({"after": found.next}, revision=Revision.NAF).n) == (1, 3)


def test_nothing_is_listed_before_the_first_import(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    assert asked(q="aubrac") == Listing({"q": "aubrac"})


@pytest.mark.usefixtures("directory")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(params=st.dictionaries(st.sampled_from(["q", *module.FILTERS, "after", "before"]), st.text(max_size=20)))
def test_any_text_is_a_harmless_value(params: dict[str, str]) -> None:
    assert set(sirens(asked(**params))) <= {FOUNDRY, GARAGE, BAKERY, CLOSED}
