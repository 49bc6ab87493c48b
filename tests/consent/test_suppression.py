from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filon.consent.models import Suppression
from filon.consent.operations import lift, note_wish, suppress, suppress_many
from filon.consent.queries import Target, are_suppressed, is_suppressed
from filon.consent.states import Kind, Reason
from filon.kernel.clock import VirtualClock
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.timeline.models import Event

pytestmark = pytest.mark.django_db


def test_ol_82_an_address_is_listed_whatever_its_spelling(workspace: Workspace, clock: VirtualClock) -> None:
    suppress(Kind.EMAIL, "Jeanne@Atelier.example ", reason=Reason.USER, now=clock.now())
    assert is_suppressed(Target(uuid7(), email="jeanne@atelier.example"))
    assert not is_suppressed(Target(uuid7(), email="jean@atelier.example"))


def test_only_a_keyed_hash_is_kept(workspace: Workspace, clock: VirtualClock) -> None:
    suppress(Kind.EMAIL, "jeanne@atelier.example", reason=Reason.USER, now=clock.now())
    kept = Suppression.objects.values().get()
    assert len(kept["hash"]) == 32
    assert "jeanne" not in str(kept) + str(list(Event.objects.values()))


def test_ol_81_a_campaign_can_be_left_without_leaving_the_others(workspace: Workspace, clock: VirtualClock) -> None:
    left, other, person = uuid7(), uuid7(), Target(uuid7(), email="jeanne@atelier.example")
    suppress(Kind.EMAIL, person.email, reason=Reason.UNSUBSCRIBED, origin_id=left, now=clock.now())
    assert is_suppressed(person, origin_id=left)
    assert not is_suppressed(person, origin_id=other)
    assert not is_suppressed(person)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.EMAIL, "jeanne@atelier.example"),
        (Kind.DOMAIN, "www.Atelier.example"),
        (Kind.DOMAIN, "@atelier.example"),
        (Kind.PHONE, "+33639980011"),
        (Kind.SIREN, "552 100 554"),
    ],
)
def test_a_person_is_found_by_any_of_what_is_listed(
    workspace: Workspace, clock: VirtualClock, kind: str, value: str
) -> None:
    person = Target(uuid7(), email="jeanne@atelier.example", phone="+33639980011", siren="552100554")
    stranger = Target(uuid7(), email="paul@ailleurs.example", phone="+33639980012", siren="552081317")
    suppress(kind, value, reason=Reason.IMPORTED, now=clock.now())
    assert set(are_suppressed([person, stranger])) == {person.key}


def test_listing_twice_changes_nothing(workspace: Workspace, clock: VirtualClock) -> None:
    assert suppress(Kind.EMAIL, "jeanne@atelier.example", reason=Reason.USER, now=clock.now())
    assert not suppress(Kind.EMAIL, "jeanne@atelier.example", reason=Reason.BOUNCE, now=clock.now())
    assert Suppression.objects.get().reason == Reason.USER
    assert Event.objects.count() == 1


def test_what_is_lifted_may_be_contacted_again(workspace: Workspace, clock: VirtualClock) -> None:
    suppress(Kind.EMAIL, "jeanne@atelier.example", reason=Reason.USER, now=clock.now())
    assert lift(Kind.EMAIL, "JEANNE@atelier.example", now=clock.now())
    assert not is_suppressed(Target(uuid7(), email="jeanne@atelier.example"))
    assert not lift(Kind.EMAIL, "jeanne@atelier.example", now=clock.now())


@pytest.mark.parametrize("people", [1, 500])
def test_any_number_of_people_is_one_query(workspace: Workspace, clock: VirtualClock, people: int) -> None:
    targets = [Target(uuid7(), email=f"p{n}@d{n}.example", siren=f"{n:09d}") for n in range(people)]
    suppress(Kind.EMAIL, "p0@d0.example", reason=Reason.USER, now=clock.now())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = are_suppressed(targets)
    assert (len(queries), set(found)) == (1, {targets[0].key})


def test_many_are_listed_in_as_many_statements_as_one(workspace: Workspace, clock: VirtualClock) -> None:
    suppress(Kind.EMAIL, "p1@atelier.example", reason=Reason.USER, now=clock.now())
    addresses = [f"p{n}@atelier.example" for n in range(30)]
    with CaptureQueriesContext(connection) as queries:
        fresh = suppress_many(Kind.EMAIL, addresses, reason=Reason.IMPORTED, now=clock.now(), source="salon.csv")
    assert fresh == {*addresses} - {"p1@atelier.example"}
    assert len(queries) <= 6
    assert all(is_suppressed(Target(uuid7(), email=address)) for address in addresses)
    assert Suppression.objects.filter(reason=Reason.USER).count() == 1
    assert Event.objects.filter(kind="consent.suppressed").count() == 30


def test_many_of_one_campaign_are_listed_everywhere_too(workspace: Workspace, clock: VirtualClock) -> None:
    suppress(Kind.EMAIL, "p1@atelier.example", reason=Reason.USER, origin_id=uuid7(), now=clock.now())
    assert suppress_many(Kind.EMAIL, ["p1@atelier.example"], reason=Reason.IMPORTED, now=clock.now())
    assert suppress_many(Kind.EMAIL, [], reason=Reason.IMPORTED, now=clock.now()) == set()


@pytest.mark.parametrize("bounced", [False, True])
@pytest.mark.django_db(transaction=True)
def test_a_wish_that_four_users_note_at_once_is_one(
    workspace: Workspace, clock: VirtualClock, *, bounced: bool
) -> None:
    if bounced:
        suppress(Kind.EMAIL, "jeanne@atelier.example", reason=Reason.BOUNCE, now=clock.now())
    together, answers = Barrier(4), []

    def note() -> None:
        try:
            with scope(workspace.id):
                together.wait()
                answers.append(note_wish(Kind.EMAIL, "jeanne@atelier.example", now=clock.now()))
        finally:
            connection.close()

    threads = [Thread(target=note) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, False, False, True]
    assert Suppression.objects.get().reason == Reason.ASKED
    assert Event.objects.filter(kind="consent.suppressed", data__reason=Reason.ASKED).count() == 1
