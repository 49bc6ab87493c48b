"""Looks at companies' sites: asked for once a week, and what they showed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings
from tests.directory.parks.sites import Page, Site, running
from tests.factories import make_company
from tests.outreach.elsewhere import Elsewhere

from filon.config.worker import run_waiting_jobs
from filon.directory.models import Company, Park, SiteLook
from filon.directory.operations import CompanyFields, update_company
from filon.directory.parks.fields import ParkFields
from filon.directory.parks.footprint import Seen
from filon.directory.parks.jobs import look_at_site
from filon.directory.parks.looking import Look
from filon.directory.parks.operations import declare_park
from filon.directory.parks.queries import companies_with
from filon.directory.parks.site_looks import BETWEEN, LOST, ask_to_look, store_look
from filon.directory.parks.states import LookOutcome
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.timeline.models import Event

WORDPRESS = Seen("WordPress", "WordPress Foundation", "site", "/wp-content/")
ODOO = Seen("Odoo", "Odoo", "erp", "odoo")
URL = "https://fonderie.example/"


@pytest.fixture
def company(workspace: Workspace) -> Company:
    return make_company(website=URL, domain="fonderie.example")


@pytest.fixture
def site(settings: Settings) -> Iterator[Site]:
    settings.FILON_DIRECTORY_NETWORKS = [ip_network("127.0.0.0/8")]
    with running() as made:
        yield made


def looked(company: Company, clock: VirtualClock, *seen: Seen, outcome: LookOutcome = LookOutcome.READ) -> None:
    clock.advance(BETWEEN)
    row = ask_to_look(company.id, now=clock.now())
    store_look(row.id, Look(outcome=outcome, url=URL, seen=seen), now=clock.now())


def told() -> list[tuple[str, list[str]]]:
    rows = Event.objects.filter(kind__startswith="directory.parks_").order_by("at", "id")
    return [(event.kind.removeprefix("directory."), event.data["software"]) for event in rows]


def test_co_10_what_the_site_shows_is_written_with_its_page_and_its_day(company: Company, clock: VirtualClock) -> None:
    looked(company, clock, ODOO, WORDPRESS)
    odoo, wordpress = Park.objects.select_related("software").order_by("software__name_key")
    assert (odoo.software.vendor, odoo.software.trade, odoo.declared_at) == ("Odoo", "erp", None)
    assert (wordpress.seen_at, wordpress.seen_url, wordpress.seen_sign) == (clock.now(), URL, "/wp-content/")
    assert told() == [("parks_seen", ["Odoo", "WordPress"])]


def test_a_second_look_that_shows_the_same_tells_nothing(company: Company, clock: VirtualClock) -> None:
    looked(company, clock, ODOO)
    looked(company, clock, ODOO)
    assert Park.objects.get().seen_at == clock.now()
    assert told() == [("parks_seen", ["Odoo"])]


def test_what_the_site_shows_no_more_is_lost_until_it_comes_back(company: Company, clock: VirtualClock) -> None:
    looked(company, clock, ODOO, WORDPRESS)
    odoo = Park.objects.get(software__name="Odoo")
    looked(company, clock, WORDPRESS)
    odoo.refresh_from_db()
    assert odoo.lost_at == clock.now()
    assert not companies_with([odoo.software_id]).exists()
    looked(company, clock, ODOO, WORDPRESS)
    assert companies_with([odoo.software_id]).exists()
    assert told() == [("parks_seen", ["Odoo", "WordPress"]), ("parks_lost", ["Odoo"]), ("parks_seen", ["Odoo"])]


@pytest.mark.parametrize("outcome", [LookOutcome.UNREACHABLE, LookOutcome.FORBIDDEN, LookOutcome.REFUSED])
def test_a_site_that_was_not_read_has_lost_nothing(company: Company, clock: VirtualClock, outcome: LookOutcome) -> None:
    looked(company, clock, ODOO)
    looked(company, clock, outcome=outcome)
    assert Park.objects.get().lost_at is None
    assert SiteLook.objects.get().outcome == outcome


def test_a_declared_park_is_seen_as_well(company: Company, clock: VirtualClock) -> None:
    park = declare_park(company.id, ParkFields(software="odoo", integrator="Cap Info"), now=clock.now())
    looked(company, clock, ODOO)
    looked(company, clock)
    park.refresh_from_db()
    assert (park.integrator, park.declared_at is None, park.lost_at) == ("Cap Info", False, clock.now())
    assert companies_with([park.software_id]).exists()


def test_a_site_is_read_once_a_week_at_most(company: Company, clock: VirtualClock) -> None:
    looked(company, clock)
    with pytest.raises(Refused, match="moins d’une semaine"):
        ask_to_look(company.id, now=clock.now() + BETWEEN - timedelta(seconds=1))
    assert ask_to_look(company.id, now=clock.now() + BETWEEN).outcome == LookOutcome.WAITING


def test_a_corrected_address_is_read_at_once_and_what_was_on_its_way_is_dropped(
    company: Company, clock: VirtualClock
) -> None:
    looked(company, clock, ODOO)
    late = ask_to_look(company.id, now=clock.now() + BETWEEN)
    update_company(company.id, CompanyFields(name=company.name, website="fonderie-aubrac.example"), now=clock.now())
    store_look(late.id, Look(outcome=LookOutcome.READ, url=URL), now=clock.now())
    assert Park.objects.get().lost_at is None
    assert ask_to_look(company.id, now=clock.now()).outcome == LookOutcome.WAITING


def test_another_change_of_the_company_leaves_the_week_as_it_is(company: Company, clock: VirtualClock) -> None:
    looked(company, clock)
    update_company(company.id, CompanyFields(name="Fonderie Aubrac", website=URL), now=clock.now())
    with pytest.raises(Refused, match="moins d’une semaine"):
        ask_to_look(company.id, now=clock.now())


def test_a_look_of_which_nothing_was_heard_may_be_asked_again(company: Company, clock: VirtualClock) -> None:
    first = ask_to_look(company.id, now=clock.now())
    with pytest.raises(Refused):
        ask_to_look(company.id, now=clock.now() + LOST - timedelta(seconds=1))
    assert ask_to_look(company.id, now=clock.now() + LOST).id == first.id


def test_a_company_without_a_site_is_not_looked_at(workspace: Workspace, clock: VirtualClock) -> None:
    with pytest.raises(Refused, match="site web"):
        ask_to_look(make_company().id, now=clock.now())
    assert SiteLook.objects.count() == 0


def test_a_look_is_written_once(company: Company, clock: VirtualClock) -> None:
    row = ask_to_look(company.id, now=clock.now())
    for seen in ((ODOO,), ()):
        store_look(row.id, Look(outcome=LookOutcome.READ, url=URL, seen=seen), now=clock.now())
    assert Park.objects.get().lost_at is None


@pytest.mark.django_db(transaction=True)
def test_a_worker_looks_and_a_job_done_twice_looks_once(workspace: Workspace, site: Site, clock: VirtualClock) -> None:
    site.pages = {"/": Page(b'<script src="/wp-content/a.js"></script>')}
    row = ask_to_look(make_company(website=site.url).id, now=clock.now())
    run_waiting_jobs()
    look_at_site(look_id=row.id)
    assert site.paths == ["/robots.txt", "/"]
    assert [park.software.name for park in Park.objects.select_related("software")] == ["WordPress"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_does(workspace: Workspace, clock: VirtualClock) -> None:
    company, together, refused = make_company(website=URL), Barrier(2), []

    def ask() -> None:
        with scope(workspace.id):
            together.wait()
            try:
                ask_to_look(company.id, now=clock.now())
            except Refused as no:
                refused.append(no.code)
        connection.close()

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["too_soon"]
    assert ProcrastinateJob.objects.filter(task_name="directory.parks.look_at_site").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_look_that_ends_while_somebody_declares_leaves_the_declaration(company: Company, clock: VirtualClock) -> None:
    looked(company, clock, ODOO)
    clock.advance(BETWEEN)
    row = ask_to_look(company.id, now=clock.now())
    found = Look(outcome=LookOutcome.READ, url=URL, seen=(ODOO,))
    with transaction.atomic():
        declare_park(company.id, ParkFields(software="Odoo"), now=clock.now())
        other = Elsewhere(lambda: store_look(row.id, found, now=clock.now()))
        assert other.is_waiting(), "who declares holds the company"
    other.end()
    park = Park.objects.get()
    assert (park.declared_at, park.seen_at) == (clock.now(), clock.now())


def test_who_asks_too_soon_is_told_what_to_do(company: Company, clock: VirtualClock) -> None:
    row = ask_to_look(company.id, now=clock.now())
    store_look(row.id, Look(outcome=LookOutcome.UNREACHABLE), now=clock.now())
    with pytest.raises(Refused, match="dans quelques jours"):
        ask_to_look(company.id, now=clock.now())
