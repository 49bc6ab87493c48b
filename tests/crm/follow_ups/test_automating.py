"""What automations set, and what they leave as people planned it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from tests.factories import make_contact, make_manager

from filon.crm.follow_ups.automating import RuleFields, set_automatically, set_rule
from filon.crm.follow_ups.merging import Due
from filon.crm.follow_ups.operations import Plan, set_follow_up
from filon.crm.follow_ups.states import Priority
from filon.crm.models import FollowUp, ReplyRule
from filon.crm.operations import open_opportunities, turn_off
from filon.crm.states import OffReason
from filon.directory.models import Company
from filon.kernel.clock import VirtualClock
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace
from filon.timeline.models import Event

HTMX = {"HX-Request": "true"}
STANDING = date(2026, 12, 10)


@pytest.fixture
def boss(workspace: Workspace) -> Member:
    return make_manager(workspace)


def plan(member: Member, *, on: date = STANDING, priority: Priority = Priority.NORMAL) -> Plan:
    return Plan(on=on, followers=(member.user_id,), priority=priority)


def kinds() -> list[str]:
    told = Event.objects.filter(kind__startswith="crm.follow").order_by("at", "id").values_list("kind", flat=True)
    return [kind.removeprefix("crm.follow_up_") for kind in told]


def answer(
    company: Company, clock: VirtualClock, *, reason: OffReason = OffReason.REPLIED, owner: object = None
) -> None:
    """Somebody of the company answers a campaign."""
    campaign = uuid7()
    open_opportunities(campaign, [company.id], now=clock.now())
    contact = make_contact(company=company, owner=owner)
    turn_off(company.id, reason=reason, now=clock.now(), origin_id=campaign, contact_id=contact.id)


@pytest.mark.parametrize(
    ("asked", "kept", "told"),
    [
        (Due(date(2026, 12, 5), Priority.LOW), Due(date(2026, 12, 5), Priority.NORMAL), ["moved"]),
        (Due(date(2026, 12, 5), Priority.HIGH), Due(date(2026, 12, 5), Priority.HIGH), ["moved", "prioritised"]),
        (Due(STANDING, Priority.HIGH), Due(STANDING, Priority.HIGH), ["prioritised"]),
        (Due(STANDING, Priority.LOW), Due(STANDING, Priority.NORMAL), []),
        (Due(date(2026, 12, 11), Priority.HIGH), Due(STANDING, Priority.NORMAL), ["kept"]),
    ],
)
def test_co_173_co_174_a_co_6_a_co_7_an_automation_is_merged_with_what_somebody_planned(
    lea: Member, company: Company, clock: VirtualClock, asked: Due, kept: Due, told: list[str]
) -> None:
    row, boss = set_follow_up(company.id, plan(lea), now=clock.now(), by=lea.user_id), make_manager(lea.workspace)
    set_automatically(company.id, plan(boss, on=asked.on, priority=asked.priority), now=clock.now())
    row.refresh_from_db()
    assert (Due(row.due_on, Priority(row.priority)), row.automatic) == (kept, False)
    assert [each.user_id for each in row.followers.all()] == [lea.user_id]
    assert kinds() == ["set", *told]


def test_nothing_follows_an_answer_until_a_manager_chooses_so(
    company: Company, boss: Member, clock: VirtualClock
) -> None:
    answer(company, clock)
    assert not FollowUp.objects.exists()


def test_co_164_an_answer_sets_a_follow_up_where_the_workspace_chose_it(
    company: Company, lea: Member, boss: Member, clock: VirtualClock
) -> None:
    set_rule(RuleFields(priority=Priority.HIGH), now=clock.now(), by=boss.user_id)
    answer(company, clock, owner=lea.user)
    row = FollowUp.objects.get()
    assert (row.due_on, row.priority, row.automatic, row.set_by) == (date(2026, 11, 23), Priority.HIGH, True, None)
    assert [each.user_id for each in row.followers.all()] == [lea.user_id]
    event = Event.objects.get(kind="crm.follow_up_set")
    assert (event.actor_id, event.data["automatic"]) == (None, True)


@pytest.mark.parametrize("reason", [OffReason.UNSUBSCRIBED, OffReason.USER, OffReason.STOPPED])
def test_what_is_no_answer_sets_none(company: Company, boss: Member, clock: VirtualClock, reason: OffReason) -> None:
    set_rule(RuleFields(), now=clock.now(), by=boss.user_id)
    answer(company, clock, reason=reason)
    assert not FollowUp.objects.exists()


def test_who_left_is_given_nothing_and_the_manager_has_it(
    company: Company, lea: Member, boss: Member, clock: VirtualClock
) -> None:
    set_rule(RuleFields(days=7, assignee_id=lea.user_id), now=clock.now(), by=boss.user_id)
    lea.left_at = clock.now()
    lea.save()
    answer(company, clock, owner=lea.user)
    row = FollowUp.objects.get()
    assert (row.due_on, [each.user_id for each in row.followers.all()]) == (date(2026, 11, 30), [boss.user_id])


def test_a_rule_is_chosen_changed_and_taken_back(lea: Member, boss: Member, clock: VirtualClock) -> None:
    for fields in (RuleFields(days=1), RuleFields(days=2, assignee_id=lea.user_id)):
        set_rule(fields, now=clock.now(), by=boss.user_id)
    assert ReplyRule.objects.get().days == 2
    for wrong in (RuleFields(days=731), RuleFields(assignee_id=0)):
        with pytest.raises(Refused):
            set_rule(wrong, now=clock.now(), by=boss.user_id)
    set_rule(None, now=clock.now(), by=boss.user_id)
    assert not ReplyRule.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_person_and_an_automation_at_once_leave_one_follow_up(
    company: Company, lea: Member, boss: Member, clock: VirtualClock, workspace: Workspace
) -> None:
    together, failed = Barrier(4), []

    def act() -> None:
        try:
            with scope(workspace.id):
                together.wait()
                set_automatically(company.id, plan(boss, on=date(2026, 12, 1)), now=clock.now())
        except Exception as fault:  # noqa: BLE001 whatever it is, the test shows it
            failed.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert FollowUp.objects.get().due_on == date(2026, 12, 1)


def test_managers_choose_in_a_dialog_of_the_page(
    lea: Member, boss: Member, client_for: Callable[[Member], Client]
) -> None:
    manager, user = client_for(boss), client_for(lea)
    assert "/relances/automatisme/" in manager.get("/relances/").content.decode()
    assert "/relances/automatisme/" not in user.get("/relances/").content.decode()
    assert user.get("/relances/automatisme/").status_code == 403
    posted = {"priority": "1", "days": "3", "assignee": str(lea.user_id)}
    assert manager.post("/relances/automatisme/", posted, headers=HTMX).status_code == 204
    row = ReplyRule.objects.get()
    assert (row.priority, row.days, row.assignee_id) == (1, 3, lea.user_id)
    dialog = manager.get("/relances/automatisme/").content.decode()
    assert re.findall(r'<option value="(\w+)" selected', dialog) == ["1", str(lea.user_id)]
    assert manager.post("/relances/automatisme/", {**posted, "days": "999"}, headers=HTMX).status_code == 422
    manager.post("/relances/automatisme/", {"priority": "", "days": "0", "assignee": ""}, headers=HTMX)
    assert not ReplyRule.objects.exists()
