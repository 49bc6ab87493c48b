"""Follow-ups set, changed, handled and deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.factories import make_member, make_workspace

from filon.crm.follow_ups.operations import (
    Plan,
    change_follow_up,
    delete,
    handle,
    move,
    prioritise,
    reopen,
    set_follow_up,
    unfollow,
    write_reason,
)
from filon.crm.follow_ups.states import Priority
from filon.crm.models import Follower, FollowUp, Note
from filon.directory.models import Company
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event

MONDAY = date(2026, 11, 23)


@pytest.fixture
def paul(workspace: Workspace) -> Member:
    return make_member(workspace)


@pytest.fixture
def row(company: Company, lea: Member, clock: VirtualClock) -> FollowUp:
    return set_follow_up(company.id, plan(lea), now=clock.now(), by=lea.user_id)


def plan(*members: Member, on: date = MONDAY, priority: Priority = Priority.NORMAL) -> Plan:
    return Plan(on=on, followers=tuple(member.user_id for member in members), priority=priority)


def followers(row: FollowUp) -> set[int]:
    return set(Follower.objects.filter(follow_up=row).values_list("user_id", flat=True))


def kinds() -> list[str]:
    told = Event.objects.filter(kind__startswith="crm.follow").order_by("at", "id")
    return [kind.removeprefix("crm.") for kind in told.values_list("kind", flat=True)]


def test_co_160_a_follow_up_is_users_a_day_and_a_priority(company: Company, lea: Member, clock: VirtualClock) -> None:
    wanted = plan(lea, on=date(2026, 12, 1), priority=Priority.HIGH)
    row = set_follow_up(company.id, wanted, now=clock.now(), by=lea.user_id)
    row.refresh_from_db()
    assert (row.company_id, row.due_on, row.priority, row.automatic) == (company.id, wanted.on, Priority.HIGH, False)
    assert followers(row) == {lea.user_id}
    event = Event.objects.get(kind="crm.follow_up_set")
    assert (event.company_id, event.actor_id, event.data["followers"]) == (company.id, lea.user_id, [lea.user_id])


def test_co_163_somebody_must_remain(row: FollowUp, lea: Member, paul: Member, clock: VirtualClock) -> None:
    change_follow_up(row.id, plan(lea, paul), now=clock.now(), by=lea.user_id)
    unfollow(row.id, lea.user_id, now=clock.now(), by=lea.user_id)
    assert followers(row) == {paul.user_id}
    acts: list[Callable[[], object]] = [
        lambda: unfollow(row.id, paul.user_id, now=clock.now(), by=lea.user_id),
        lambda: change_follow_up(row.id, plan(), now=clock.now(), by=lea.user_id),
    ]
    for act in acts:
        with pytest.raises(Refused, match="une personne au moins"):
            act()
    assert followers(row) == {paul.user_id}


def test_a_company_is_not_followed_by_nobody_nor_by_strangers(
    company: Company, lea: Member, clock: VirtualClock
) -> None:
    stranger = make_member(make_workspace())
    for members in ([], [lea, stranger]):
        with pytest.raises(Refused):
            set_follow_up(company.id, plan(*members), now=clock.now(), by=lea.user_id)
    assert (FollowUp.objects.count(), kinds()) == (0, [])


def test_a_co_5_a_company_has_one_open_follow_up(
    row: FollowUp, company: Company, paul: Member, clock: VirtualClock
) -> None:
    with pytest.raises(Conflict) as no:
        set_follow_up(company.id, plan(paul), now=clock.now(), by=paul.user_id)
    assert no.value.code == "followed_already"
    handle(row.id, now=clock.now(), by=paul.user_id)
    second = set_follow_up(company.id, plan(paul), now=clock.now(), by=paul.user_id)
    assert list(FollowUp.objects.filter(closed_at=None)) == [second]
    assert not reopen(row.id, now=clock.now(), by=paul.user_id)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_follow_a_company_at_once_the_first_wins_and_the_other_is_told(
    company: Company, lea: Member, paul: Member, clock: VirtualClock, workspace: Workspace
) -> None:
    together, said = Barrier(2), []

    def act(member: Member) -> None:
        try:
            with scope(workspace.id):
                together.wait()
                set_follow_up(company.id, plan(member), now=clock.now(), by=member.user_id)
                said.append("set")
        except Conflict as no:
            said.append(no.code)
        finally:
            connection.close()

    threads = [Thread(target=act, args=(member,)) for member in (lea, paul)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["followed_already", "set"]
    row = FollowUp.objects.get()
    assert followers(row) == {row.set_by_id}
    assert kinds() == ["follow_up_set"]


def test_of_two_who_edit_at_once_the_second_writes_nothing(
    row: FollowUp, lea: Member, paul: Member, clock: VirtualClock
) -> None:
    seen, later = row.changed_at, clock.now() + timedelta(minutes=1)
    change_follow_up(row.id, plan(lea, on=date(2026, 12, 2)), now=later, by=lea.user_id, seen=seen)
    with pytest.raises(Conflict, match="quelqu’un d’autre"):
        change_follow_up(row.id, plan(paul, on=date(2026, 12, 9)), now=later, by=paul.user_id, seen=seen)
    row.refresh_from_db()
    assert (row.due_on, followers(row)) == (date(2026, 12, 2), {lea.user_id})


def test_co_170_the_day_and_the_priority_change_and_the_timeline_says_what_was_before(
    row: FollowUp, lea: Member, clock: VirtualClock
) -> None:
    move(row.id, date(2026, 12, 1), now=clock.now(), by=lea.user_id)
    prioritise(row.id, Priority.LOW, now=clock.now(), by=lea.user_id)
    move(row.id, date(2026, 12, 1), now=clock.now(), by=lea.user_id)
    row.refresh_from_db()
    assert (row.due_on, row.priority) == (date(2026, 12, 1), Priority.LOW)
    assert kinds() == ["follow_up_set", "follow_up_moved", "follow_up_prioritised"]
    moved = Event.objects.get(kind="crm.follow_up_moved").data
    assert (moved["before"], moved["on"]) == ("2026-11-23", "2026-12-01")


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2037, 1, 1), date(9999, 12, 31)])
def test_a_day_that_nobody_means_is_refused(row: FollowUp, lea: Member, clock: VirtualClock, day: date) -> None:
    with pytest.raises(Refused) as no:
        move(row.id, day, now=clock.now(), by=lea.user_id)
    assert (no.value.code, FollowUp.objects.get().due_on) == ("day_too_far", MONDAY)


@pytest.mark.parametrize(("close", "kind"), [(handle, "follow_up_handled"), (delete, "follow_up_deleted")])
def test_co_171_what_is_closed_is_followed_by_nobody_until_it_is_taken_back(
    row: FollowUp, lea: Member, clock: VirtualClock, close: Callable[..., bool], kind: str
) -> None:
    assert close(row.id, now=clock.now(), by=lea.user_id)
    assert not close(row.id, now=clock.now(), by=lea.user_id)
    assert not FollowUp.objects.filter(closed_at=None, followers__user=lea.user_id).exists()
    with pytest.raises(Conflict):
        move(row.id, date(2026, 12, 1), now=clock.now(), by=lea.user_id)
    assert reopen(row.id, now=clock.now(), by=lea.user_id)
    assert not reopen(row.id, now=clock.now(), by=lea.user_id)
    assert FollowUp.objects.get(closed_at=None, followers__user=lea.user_id) == row
    assert kinds() == ["follow_up_set", kind, "follow_up_reopened"]


def test_co_91_the_note_that_goes_with_a_follow_up_is_kept_with_it(
    row: FollowUp, company: Company, lea: Member, clock: VirtualClock
) -> None:
    note = write_reason(row.id, " Budget voté. ", now=clock.now(), by=lea.user_id)
    row.refresh_from_db()
    assert (row.note, note.company_id, note.text) == (note, company.id, "Budget voté.")
    with pytest.raises(Refused):
        write_reason(row.id, " ", now=clock.now(), by=lea.user_id)
    assert Note.objects.count() == 1


def test_a_follow_up_of_another_workspace_cannot_be_reached(row: FollowUp, lea: Member, clock: VirtualClock) -> None:
    with scope(make_workspace().id), pytest.raises(FollowUp.DoesNotExist):
        move(row.id, date(2026, 12, 1), now=clock.now(), by=lea.user_id)
