"""White cards of the public directory that become the workspace's own."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.directory.public.rows import make_officer, make_unit
from tests.factories import make_company, make_contact, make_user

from filon.consent.operations import suppress
from filon.consent.states import Kind, Reason
from filon.crm.models import Contact, Unlocking
from filon.crm.operations import delete_contacts, erase_contact, opt_in, opt_out
from filon.crm.unlocking import opposed, unlock_person, unlocked
from filon.directory.models import Company
from filon.directory.public.models import Officer
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.timeline.models import Event

SIREN = "000000018"


@pytest.fixture
def company(workspace: Workspace) -> Company:
    make_unit(siren=SIREN)
    return make_company(siren=SIREN)


@pytest.fixture
def officer(company: Company) -> Officer:
    return make_officer(unit_id=SIREN)


def test_ol_64_co_40_an_unlocked_person_is_a_contact_of_the_workspace(
    company: Company, officer: Officer, clock: VirtualClock
) -> None:
    user = make_user()
    contact = unlock_person(person_id=officer.id, company_id=company.id, actor_id=user.id, now=clock.now())
    assert (contact.first_name, contact.last_name, contact.job_title) == ("Zoé", "Lafitte", "Président de SAS")
    assert (contact.company_id, contact.company_key) == (company.id, company.name_key)
    assert (contact.source, contact.legal_basis, contact.informed_at) == (
        "annuaire public",
        "legitimate_interest",
        None,
    )
    row = Unlocking.objects.get()
    assert (row.contact_id, row.siren, row.source, row.learnt_at) == (contact.id, SIREN, "rne", officer.learnt_at)
    event = Event.objects.get(kind="crm.person_unlocked")
    assert (event.contact_id, event.company_id, event.actor_id) == (contact.id, company.id, user.id)
    assert event.data == {"source": "rne"}


def test_ol_64_it_is_unlocked_for_good(company: Company, officer: Officer, clock: VirtualClock) -> None:
    contact = unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now())
    officer.delete()
    again = make_officer(unit_id=SIREN, first_name="ZOE", last_name="LAFITTE")
    assert unlock_person(person_id=again.id, company_id=company.id, actor_id=None, now=clock.now()) == contact
    assert Event.objects.filter(kind="crm.person_unlocked").count() == 1
    assert unlocked([again]) == {again.id: contact.id}


def test_a_person_known_in_the_company_keeps_their_card(
    company: Company, officer: Officer, clock: VirtualClock
) -> None:
    known = make_contact(company=company, first_name="Zoé", last_name="Lafitte", source="salon")
    assert unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now()) == known
    assert [c.source for c in Contact.objects.all()] == ["salon"]


@pytest.mark.parametrize("change", [{"siren": "000000026"}, {"siren": None}])
def test_a_person_of_another_company_is_not_unlocked(
    company: Company, officer: Officer, clock: VirtualClock, change: dict[str, str | None]
) -> None:
    other = make_company(**change)
    with pytest.raises(Refused) as no:
        unlock_person(person_id=officer.id, company_id=other.id, actor_id=None, now=clock.now())
    assert (no.value.code, Contact.objects.count()) == ("person_unknown", 0)


def test_a_company_that_runs_another_is_no_person(company: Company, clock: VirtualClock) -> None:
    officer = make_officer(
        unit_id=SIREN, first_name="", last_name="", company_siren="000000026", company_name="HOLDING"
    )
    with pytest.raises(Refused) as no:
        unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now())
    assert no.value.code == "not_a_person"


def test_nobody_of_a_company_that_is_not_public_is_unlocked(
    company: Company, officer: Officer, clock: VirtualClock
) -> None:
    unit = officer.unit
    unit.diffusible, unit.name = False, ""
    unit.save()
    with pytest.raises(Refused) as no:
        unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now())
    assert (no.value.code, Contact.objects.count()) == ("person_unknown", 0)


def test_somebody_who_was_erased_stays_out(company: Company, officer: Officer, clock: VirtualClock) -> None:
    contact = unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now())
    erase_contact(contact.id, now=clock.now())
    assert opposed([officer]) == {officer.id}
    with pytest.raises(Refused) as no:
        unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now())
    assert (no.value.code, Contact.objects.count(), Unlocking.objects.count()) == ("opposed", 0, 0)


def test_somebody_who_objected_stays_out_until_they_change_their_mind(
    company: Company, officer: Officer, clock: VirtualClock
) -> None:
    contact = unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now())
    assert opt_out(contact.id, reason=Reason.ASKED, now=clock.now())
    assert opposed([officer]) == {officer.id}
    assert opt_in(contact.id, now=clock.now())
    assert opposed([officer]) == set()


def test_a_company_on_the_opposition_list_keeps_its_people(
    company: Company, officer: Officer, clock: VirtualClock
) -> None:
    suppress(Kind.SIREN, SIREN, reason=Reason.ASKED, now=clock.now())
    with pytest.raises(Refused) as no:
        unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now())
    assert no.value.code == "opposed"


def test_somebody_deleted_only_may_be_unlocked_anew(company: Company, officer: Officer, clock: VirtualClock) -> None:
    contact = unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now())
    delete_contacts([contact.id], now=clock.now())
    assert unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now()) != contact


def test_what_one_workspace_unlocked_is_white_in_another(
    workspace: Workspace, company: Company, officer: Officer, clock: VirtualClock
) -> None:
    unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now())
    other = Workspace.objects.create(name="Autre", slug="autre-deblocage")
    with scope(other.id):
        assert unlocked([officer]) == {}


@pytest.mark.django_db(transaction=True)
def test_ol_64_users_who_unlock_together_share_one_contact(
    workspace: Workspace, company: Company, officer: Officer, clock: VirtualClock
) -> None:
    together, got = Barrier(4), []

    def unlock() -> None:
        try:
            with scope(workspace.id):
                together.wait()
                got.append(unlock_person(person_id=officer.id, company_id=company.id, actor_id=None, now=clock.now()))
        finally:
            connection.close()

    threads = [Thread(target=unlock) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(got), len({contact.id for contact in got}), Contact.objects.count()) == (4, 1, 1)
    assert Event.objects.filter(kind="crm.person_unlocked").count() == 1
