from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.factories import make_company, make_member, make_workspace

from filon.directory.models import Park, Software
from filon.directory.parks.fields import ParkFields
from filon.directory.parks.operations import declare_park, describe_park, review_park, withdraw_park
from filon.directory.parks.queries import companies_with, parks_of, sirens_with
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.timeline.models import Event

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def kinds() -> list[str]:
    return list(Event.objects.order_by("at", "id").values_list("kind", flat=True))


def test_co_9_a_declared_park_says_who_when_and_where_from(workspace) -> None:
    company, author = make_company(), make_member(workspace).user
    fields = ParkFields(software="Sylob", vendor="Forterro", trade="erp", source_url="fonderie.example/erp")
    declare_park(company.id, fields, now=NOW, by=author.pk)
    (park,) = parks_of(company.id)
    assert (park.software.name, park.software.vendor, park.software.trade) == ("Sylob", "Forterro", "erp")
    assert (park.declared_at, park.declared_by, park.source_url) == (NOW, author, "https://fonderie.example/erp")
    assert kinds() == ["directory.park_declared"]


def test_a_software_has_one_name_however_it_is_typed(workspace) -> None:
    for typed in ("Sage 100", "  sage  100 ", "SAGE 100"):
        declare_park(make_company().id, ParkFields(software=typed), now=NOW)
    assert list(Software.objects.values_list("name", flat=True)) == ["Sage 100"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        (ParkFields(software="  "), "software"),
        (ParkFields(software="Sage", source_url="n'importe quoi"), "source_url"),
    ],
)
def test_a_faulty_park_is_refused_with_the_field_to_mend(workspace, fields: ParkFields, field: str) -> None:
    with pytest.raises(Refused) as no:
        declare_park(make_company().id, fields, now=NOW)
    assert no.value.field == field
    assert Park.objects.count() == 0
    assert kinds() == []


def test_a_park_is_declared_once(workspace) -> None:
    company = make_company()
    declare_park(company.id, ParkFields(software="Sage"), now=NOW)
    with pytest.raises(Refused, match="Sage est déjà déclaré"):
        declare_park(company.id, ParkFields(software="sage"), now=NOW)
    assert Park.objects.count() == 1


def test_co_12_contract_integrator_and_reviews_are_kept(workspace) -> None:
    author = make_member(workspace).user
    park = declare_park(make_company().id, ParkFields(software="Sage"), now=NOW)
    until = (NOW + timedelta(days=200)).date()
    told = ParkFields(
        software="Sage", maintenance="integrator", maintenance_until=until, integrator="Cap Info", vendor="Sage SA"
    )
    describe_park(park.id, told, now=NOW)
    review_park(park.id, stars=2, text="Lent", now=NOW, by=author.pk)
    review_park(park.id, stars=4, text="Mieux", now=NOW, by=author.pk)
    (found,) = parks_of(park.company_id)
    assert (found.maintenance, found.maintenance_until, found.integrator) == ("integrator", until, "Cap Info")
    assert found.software.vendor == "Sage SA"
    assert [(review.stars, review.text) for review in found.reviews.all()] == [(4, "Mieux")]


@pytest.mark.parametrize("stars", [0, 6])
def test_a_review_has_one_to_five_stars(workspace, stars: int) -> None:
    park = declare_park(make_company().id, ParkFields(software="Sage"), now=NOW)
    with pytest.raises(Refused, match="de 1 à 5"):
        review_park(park.id, stars=stars, text="", now=NOW, by=make_member(workspace).user.pk)


def test_a_withdrawn_park_is_gone_unless_the_site_shows_it(workspace) -> None:
    kept = declare_park(make_company().id, ParkFields(software="Sage"), now=NOW)
    Park.objects.filter(id=kept.id).update(seen_at=NOW, seen_url="https://a.example/")
    gone = declare_park(make_company().id, ParkFields(software="Sage"), now=NOW)
    assert [withdraw_park(each.id, now=NOW) for each in (kept, gone, gone)] == [True, True, False]
    (left,) = Park.objects.all()
    assert (left.id, left.declared_at) == (kept.id, None)


def test_a_second_click_on_withdraw_leaves_what_the_site_shows(workspace) -> None:
    park = declare_park(make_company().id, ParkFields(software="Sage"), now=NOW)
    Park.objects.filter(id=park.id).update(seen_at=NOW, seen_url="https://a.example/")
    assert [withdraw_park(park.id, now=NOW) for _click in range(2)] == [True, False]
    assert Park.objects.get().seen_url == "https://a.example/"
    assert kinds().count("directory.park_withdrawn") == 1


def test_companies_with_a_software_are_those_that_still_have_it(workspace) -> None:
    declared, lost, other = make_company(siren="732829320"), make_company(siren="552100554"), make_company()
    sage = declare_park(declared.id, ParkFields(software="Sage"), now=NOW).software
    Park.objects.create(company=lost, software=sage, seen_at=NOW, lost_at=NOW, created_at=NOW, updated_at=NOW)
    declare_park(other.id, ParkFields(software="EBP"), now=NOW)
    assert [company.id for company in companies_with([sage.id])] == [declared.id]
    assert sirens_with([sage.id]) == ["732829320"]
    assert sirens_with([]) == []


def test_another_workspace_knows_nothing_of_it(workspace) -> None:
    sage = declare_park(make_company(siren="732829320").id, ParkFields(software="Sage"), now=NOW).software
    with scope(make_workspace().id):
        assert sirens_with([sage.id]) == []
        assert Software.objects.count() == 0
