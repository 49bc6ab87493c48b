"""Officers and finances of a unit, written down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from tests.directory.public.rows import make_establishment, make_officer, make_unit

from filon.directory.public.models import Establishment, Finance, Lookup, Officer, Unit
from filon.directory.register.answers import Official, Told, Year
from filon.directory.register.operations import FRESH, LOST, ask, begin, end, store
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused

pytestmark = pytest.mark.django_db
SIREN = "000000018"
ZOE = Official(first_name="Zoé", last_name="Lafitte", role="Gérante")
LUC = Official(first_name="Luc", last_name="Roux", role="Gérant")


def names() -> list[str]:
    return list(Officer.objects.order_by("last_name").values_list("last_name", flat=True))


def test_people_who_stay_keep_their_number_and_those_gone_go(clock: VirtualClock) -> None:
    make_unit(siren=SIREN)
    store(SIREN, Told(diffusible=True, officers=(ZOE,)), now=clock.now())
    zoe = Officer.objects.get()
    store(SIREN, Told(diffusible=True, officers=(ZOE, LUC)), now=clock.advance(FRESH))
    assert Officer.objects.get(last_name="Lafitte").id == zoe.id
    assert Officer.objects.get(last_name="Lafitte").learnt_at == clock.now()
    store(SIREN, Told(diffusible=True, officers=(LUC,)), now=clock.now())
    assert names() == ["Roux"]


@pytest.mark.parametrize("people", [1, 30])
def test_those_gone_go_in_a_fixed_number_of_queries(clock: VirtualClock, people: int) -> None:
    unit = make_unit(siren=SIREN)
    for n in range(people):
        make_officer(unit=unit, last_name=f"Nom {n}")
    with CaptureQueriesContext(connection) as caught:
        store(SIREN, Told(diffusible=True, officers=(ZOE,)), now=clock.now())
    assert names() == ["Lafitte"]
    assert sum("DELETE" in query["sql"] for query in caught) == 1


def test_figures_of_a_year_are_written_over(clock: VirtualClock) -> None:
    make_unit(siren=SIREN)
    for turnover in (1000, 1200):
        store(SIREN, Told(diffusible=True, finances=(Year(2024, turnover, None),)), now=clock.now())
    assert list(Finance.objects.values_list("year", "turnover", "net_result")) == [(2024, 1200, None)]


def test_a_unit_that_the_register_hides_is_masked_at_once(clock: VirtualClock) -> None:
    make_unit(siren=SIREN)
    make_establishment(siret=f"{SIREN}00015")
    make_officer(unit_id=SIREN)
    store(SIREN, Told(diffusible=False), now=clock.now())
    unit, place = Unit.objects.get(), Establishment.objects.get()
    assert (unit.diffusible, unit.name, unit.opted_out_on) == (False, "", clock.now().date())
    assert (place.diffusible, place.address, place.city) == (False, "", "")
    assert names() == []


def test_nobody_of_a_masked_unit_is_written(clock: VirtualClock) -> None:
    make_unit(siren=SIREN, diffusible=False, name="")
    store(SIREN, Told(diffusible=True, officers=(ZOE,), finances=(Year(2024, 1, 1),)), now=clock.now())
    assert (names(), Finance.objects.count()) == ([], 0)


def test_a_company_among_the_officers_that_is_masked_is_left_out(clock: VirtualClock) -> None:
    make_unit(siren=SIREN)
    make_unit(siren="000000026", diffusible=False, name="")
    holding = Official(company_siren="000000026", company_name="HOLDING CACHÉE", role="Présidente")
    store(SIREN, Told(diffusible=True, officers=(ZOE, holding)), now=clock.now())
    assert names() == ["Lafitte"]


def test_a_question_is_asked_once_a_day(clock: VirtualClock) -> None:
    make_unit(siren=SIREN)
    first = clock.now()
    assert ask(SIREN, now=first).state == "waiting"
    assert ask(SIREN, now=clock.advance(timedelta(minutes=5))).asked_at == first
    assert begin(SIREN)
    end(SIREN, now=clock.now())
    assert ask(SIREN, now=clock.advance(FRESH - timedelta(seconds=1))).state == "done"
    assert ask(SIREN, now=clock.advance(timedelta(seconds=1))).state == "waiting"


@pytest.mark.parametrize("failure", ["", "timeout"])
def test_a_question_that_failed_or_was_lost_may_be_asked_again(clock: VirtualClock, failure: str) -> None:
    make_unit(siren=SIREN)
    ask(SIREN, now=clock.now())
    if failure:
        end(SIREN, now=clock.now(), failure=failure)
    later = clock.advance(timedelta(seconds=1) if failure else LOST)
    assert (ask(SIREN, now=later).asked_at, Lookup.objects.get().failure) == (later, "")


@pytest.mark.parametrize(
    ("unit", "url", "code"),
    [
        ({"siren": "000000026"}, "https://annuaire.example", "not_public"),
        ({"siren": SIREN, "diffusible": False, "name": ""}, "https://annuaire.example", "not_public"),
        ({"siren": SIREN}, "", "no_register"),
    ],
)
def test_what_may_not_be_asked_is_refused(
    settings: Settings, clock: VirtualClock, unit: dict[str, object], url: str, code: str
) -> None:
    settings.FILON_REGISTER_URL = url
    make_unit(**unit)
    with pytest.raises(Refused) as no:
        ask(SIREN, now=clock.now())
    assert (no.value.code, Lookup.objects.count()) == (code, 0)
