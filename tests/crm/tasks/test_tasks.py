"""Whoever called and reached nobody is called back by a person."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection
from tests.factories import make_company, make_contact, make_manager, make_member, make_workspace

from filon.calls.missed.models import InboundCall
from filon.calls.missed.operations import Missed, record_missed
from filon.crm.models import Task
from filon.crm.operations import erase_contact
from filon.crm.tasks.operations import call_back, finish_task, reopen_task
from filon.kernel.clock import VirtualClock
from filon.kernel.tenancy import scope
from filon.tenants.models import Workspace
from filon.timeline.models import Event

PHONE = "+33199000041"


def ring(clock: VirtualClock, *, key: str = "c-1", caller: str = PHONE) -> None:
    record_missed(Missed(source="api", key=key, caller=caller), now=clock.now())


def test_mo_27_a_missed_call_is_a_task_of_the_contacts_owner(workspace: Workspace, clock: VirtualClock) -> None:
    make_manager(workspace)
    owner = make_member(workspace).user
    contact = make_contact(mobile=PHONE, owner=owner)
    ring(clock)
    task = Task.objects.get()
    assert (task.phone, task.contact, task.assignee, task.calls, task.since) == (PHONE, contact, owner, 1, clock.now())
    assert Event.objects.filter(kind="crm.task_added", contact_id=contact.id).count() == 1


def test_mo_27_nobodys_contact_and_a_stranger_are_a_managers_task(workspace: Workspace, clock: VirtualClock) -> None:
    make_member(workspace)
    first = make_manager(workspace).user
    make_manager(workspace)
    gone = make_member(workspace)
    make_contact(mobile=PHONE, owner=gone.user)
    gone.left_at = clock.now()
    gone.save()
    company = make_company(phone="+33199000042")
    for key, caller in (("c-1", PHONE), ("c-2", "+33199000043"), ("c-3", "+33199000042")):
        ring(clock, key=key, caller=caller)
    assert {task.assignee for task in Task.objects.all()} == {first}
    assert Task.objects.get(phone="+33199000042").company == company


def test_a_withheld_number_is_no_task(workspace: Workspace, clock: VirtualClock) -> None:
    ring(clock, caller="")
    assert not Task.objects.exists()


def test_who_calls_again_is_the_same_task_until_it_is_done(workspace: Workspace, clock: VirtualClock) -> None:
    user = make_manager(workspace).user
    for key in ("c-1", "c-1", "c-2"):
        ring(clock, key=key)
    task = Task.objects.get()
    assert task.calls == 2
    assert finish_task(task.id, now=clock.now(), by=user.pk)
    assert not finish_task(task.id, now=clock.now(), by=user.pk)
    ring(clock, key="c-3")
    assert [row.calls for row in Task.objects.order_by("since", "id")] == [2, 1]
    assert not reopen_task(task.id, now=clock.now(), by=user.pk)


def test_what_was_not_done_after_all_is_open_again(workspace: Workspace, clock: VirtualClock) -> None:
    user = make_manager(workspace).user
    task = call_back(PHONE, now=clock.now())
    assert task is not None
    finish_task(task.id, now=clock.now(), by=user.pk)
    assert reopen_task(task.id, now=clock.now(), by=user.pk)
    task.refresh_from_db()
    assert (task.done_at, task.done_by) == (None, None)
    kinds = Event.objects.filter(kind__startswith="crm.task").order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["crm.task_added", "crm.task_done", "crm.task_reopened"]


def test_a_person_who_is_erased_leaves_no_number_behind(workspace: Workspace, clock: VirtualClock) -> None:
    contact = make_contact(mobile=PHONE)
    ring(clock)
    erase_contact(contact.id, now=clock.now())
    assert not Task.objects.exists()
    assert InboundCall.objects.get().caller == ""


def test_a_task_of_another_workspace_is_not_this_ones(workspace: Workspace, clock: VirtualClock) -> None:
    with scope(make_workspace().id):
        ring(clock)
    ring(clock)
    assert Task.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_calls_that_come_in_together_are_one_task(workspace: Workspace, clock: VirtualClock) -> None:
    together = Barrier(4)

    def call() -> None:
        try:
            with scope(workspace.id):
                together.wait()
                call_back(PHONE, now=clock.now())
        finally:
            connection.close()

    threads = [Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with scope(workspace.id):
        assert [task.calls for task in Task.objects.all()] == [4]
