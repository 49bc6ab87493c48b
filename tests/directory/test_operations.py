from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filon.directory.models import Company
from filon.directory.operations import CompanyDraft, CompanyFields, create_company, update_company, upsert_companies
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.tenants.models import Workspace
from filon.timeline.models import Event

pytestmark = pytest.mark.usefixtures("workspace")


def test_a_company_is_kept_in_its_stored_form(clock: VirtualClock) -> None:
    fields = CompanyFields(
        name="  Étoile  du Nord ", website="www.etoile.example/fr", phone="01 99 00 12 34", city="Évry"
    )
    company = create_company(fields, now=clock.now(), by=None, source="Salon")
    assert (company.name, company.name_key, company.domain) == ("Étoile du Nord", "etoile du nord", "etoile.example")
    assert (company.website, company.phone, company.city_key) == (
        "https://www.etoile.example/fr",
        "+33199001234",
        "evry",
    )
    event = Event.objects.get()
    assert (event.kind, event.company_id, event.data) == ("directory.company_added", company.id, {"source": "Salon"})


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "A", "siren": "123"}, "siren"),
        ({"name": "A", "siret": "1"}, "siret"),
        ({"name": "A", "website": "pas un site"}, "website"),
        ({"name": "A", "website": "javascript://a.b/"}, "website"),
        ({"name": "A", "website": "http://[a.b"}, "website"),
        ({"name": "A", "website": "https://a.b\u2100c"}, "website"),
        ({"name": "A", "phone": "0899 70 11 22"}, "phone"),
    ],
)
def test_a_faulty_field_is_named_and_nothing_is_written(clock: VirtualClock, wrong: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as no:
        create_company(CompanyFields(**wrong), now=clock.now())
    assert no.value.field == field
    assert not Company.objects.exists()
    assert not Event.objects.exists()


def test_a_siren_is_known_once(clock: VirtualClock) -> None:
    create_company(CompanyFields(name="Une", siren="732829320"), now=clock.now())
    with pytest.raises(Refused, match="SIREN") as no:
        create_company(CompanyFields(name="Deux", siret="73282932000074"), now=clock.now())
    assert no.value.code == "siren_known"
    assert Company.objects.count() == 1


def test_a_change_names_its_fields_and_no_change_says_nothing(clock: VirtualClock) -> None:
    company = create_company(CompanyFields(name="Une", city="Lyon"), now=clock.now())
    update_company(company.id, CompanyFields(name="Une", city="Lille"), now=clock.now())
    update_company(company.id, CompanyFields(name="Une", city="Lille"), now=clock.now())
    assert [e.data for e in Event.objects.filter(kind="directory.company_changed")] == [{"fields": ["city"]}]


GARAGE = "Garage Martin"


@pytest.mark.parametrize(
    ("first", "then", "same"),
    [
        (CompanyDraft(name="Une", siren="732829320"), CompanyDraft(name="Autre nom", siren="732829320"), True),
        (CompanyDraft(name=GARAGE, siren="732829320"), CompanyDraft(name=GARAGE, siren="552100554"), False),
        (CompanyDraft(name=GARAGE), CompanyDraft(name=" GARAGE  martin", postcode="75001"), True),
        (CompanyDraft(name=GARAGE, postcode="69001"), CompanyDraft(name=GARAGE, postcode="75001"), False),
        (
            CompanyDraft(name=GARAGE, postcode="69001", domain="garage.example"),
            CompanyDraft(name=GARAGE, postcode="75001", domain="garage.example"),
            True,
        ),
        (CompanyDraft(name=GARAGE), CompanyDraft(name="Garage Durand"), False),
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
def test_an_upsert_recognises_a_company(
    clock: VirtualClock, first: CompanyDraft, then: CompanyDraft, same: bool, at_once: bool
) -> None:
    if at_once:
        one, two = upsert_companies([first, then], now=clock.now())
    else:
        (one,), (two,) = (upsert_companies([draft], now=clock.now()) for draft in (first, then))
    assert (one.created, two.created) == (True, not same)
    assert (one.id == two.id) is same
    assert Company.objects.count() == (1 if same else 2)


def test_a_known_company_gets_what_it_lacked_and_keeps_what_it_had(clock: VirtualClock) -> None:
    create_company(CompanyFields(name="Une", city="Lyon"), now=clock.now())
    draft = CompanyDraft(name="une", city="Paris", postcode="69001", phone="+33199001234")
    (found,) = upsert_companies([draft], now=clock.now())
    company = Company.objects.get(id=found.id)
    assert not found.created
    assert (company.city, company.postcode, company.phone) == ("Lyon", "69001", "+33199001234")


def test_an_upsert_costs_the_same_queries_for_one_and_for_three_hundred(
    clock: VirtualClock, workspace: Workspace
) -> None:
    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as caught:
            upsert_companies([CompanyDraft(name=f"Société {count} {i}") for i in range(count)], now=clock.now())
        return len(caught)

    assert queries(1) == queries(300)
