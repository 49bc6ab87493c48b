from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories import make_company, make_contact, make_manager, make_member
from tests.market.rows import NOW, make_routine

from filon.crm.follow_ups.operations import Plan, move, set_follow_up
from filon.crm.tasks.events import TaskAdded
from filon.crm.tasks.operations import call_back
from filon.kernel.ids import uuid7
from filon.market.listeners import promote_followed
from filon.market.models import CompanyTag, Routine
from filon.market.operations import set_tag
from filon.market.states import Tag
from filon.timeline.events import Published
from filon.timeline.models import Event

PHONE = "+33199007788"


@pytest.mark.parametrize("before", [None, Tag.SUSPECT, Tag.OFF_TARGET])
def test_co_156_a_task_makes_a_prospect_on_the_default_routine_of_whom_it_is_for(workspace, before):
    lea, boss = make_member(workspace), make_manager(workspace)
    mine = make_routine(title="A", default_for=[lea.user_id])
    make_routine(title="B", default_for=[boss.user_id], users=[lea.user_id])
    contact = make_contact(owner_id=lea.user_id)
    set_tag(mine.id, contact.company_id, before, now=NOW)
    call_back(PHONE, now=NOW, contact_id=contact.id, company_id=contact.company_id)
    assert list(CompanyTag.objects.values_list("routine", "tag")) == [(mine.id, Tag.PROSPECT)]


def test_many_follow_ups_at_once_cost_no_more_than_few(workspace):
    lea = make_member(workspace)
    mine = make_routine(default_for=[lea.user_id])
    client = make_company()
    set_tag(mine.id, client.id, Tag.CLIENT, now=NOW)
    queries = []
    for n in (2, 40):
        companies = [client, *(make_company() for _ in range(n))]
        batch = [told(company.id, actor_id=lea.user_id) for company in (*companies, *companies)]
        with CaptureQueriesContext(connection) as caught:
            promote_followed(batch)
        queries.append(len(caught))
        found = dict(CompanyTag.objects.filter(company__in=companies).values_list("company", "tag"))
        assert found == {company.id: Tag.PROSPECT for company in companies} | {client.id: Tag.CLIENT}
    assert queries[0] == queries[1]
    assert Event.objects.filter(kind="market.tag_kept", company_id=client.id).count() == 2


def told(company_id, **envelope) -> Published:
    event = TaskAdded(task_id=uuid7(), task="call_back", assignee_id=None)
    return Published(event=event, at=NOW, company_id=company_id, **envelope)


def test_co_157_it_can_be_set_back_to_suspect_and_the_same_call_again_leaves_it(workspace):
    lea = make_member(workspace)
    mine, contact = make_routine(default_for=[lea.user_id]), make_contact(owner_id=lea.user_id)
    for _turn in range(2):
        call_back(PHONE, now=NOW, contact_id=contact.id, company_id=contact.company_id)
        set_tag(mine.id, contact.company_id, Tag.SUSPECT, now=NOW, by=lea.user_id)
    assert CompanyTag.objects.get().tag == Tag.SUSPECT


def test_a_co_2_a_client_keeps_the_tag_and_the_timeline_says_so_unless_the_routine_lets_tasks_win(workspace):
    lea = make_member(workspace)
    mine, contact = make_routine(default_for=[lea.user_id]), make_contact(owner_id=lea.user_id)
    set_tag(mine.id, contact.company_id, Tag.CLIENT, now=NOW)
    call_back(PHONE, now=NOW, contact_id=contact.id, company_id=contact.company_id)
    assert CompanyTag.objects.get().tag == Tag.CLIENT
    assert Event.objects.get(kind="market.tag_kept").company_id == contact.company_id
    Routine.objects.update(follow_ups_win=True)
    call_back("+33199007799", now=NOW, contact_id=contact.id, company_id=contact.company_id)
    assert CompanyTag.objects.get().tag == Tag.PROSPECT


def test_a_co_3_a_task_of_somebody_without_a_default_routine_changes_no_tag(workspace):
    lea, boss = make_member(workspace), make_manager(workspace)
    make_routine(default_for=[boss.user_id], users=[lea.user_id])
    contact = make_contact(owner_id=lea.user_id)
    assert call_back(PHONE, now=NOW, contact_id=contact.id, company_id=contact.company_id) is not None
    assert not CompanyTag.objects.exists()


def test_a_task_about_nobody_known_changes_no_tag(workspace):
    boss = make_manager(workspace)
    make_routine(default_for=[boss.user_id])
    assert call_back(PHONE, now=NOW, company_id=None) is not None
    assert not CompanyTag.objects.exists()
    call_back("+33199007799", now=NOW, company_id=make_company().id)
    assert CompanyTag.objects.get().tag == Tag.PROSPECT


def test_co_156_a_follow_up_makes_a_prospect_on_the_default_routine_of_who_sets_it(workspace):
    lea, boss = make_member(workspace), make_manager(workspace)
    mine = make_routine(title="A", default_for=[lea.user_id])
    make_routine(title="B", default_for=[boss.user_id])
    company, plan = make_company(), Plan(on=NOW.date(), followers=(boss.user_id,))
    row = set_follow_up(company.id, plan, now=NOW, by=lea.user_id)
    assert list(CompanyTag.objects.values_list("routine", "company", "tag")) == [(mine.id, company.id, Tag.PROSPECT)]
    set_tag(mine.id, company.id, Tag.SUSPECT, now=NOW, by=lea.user_id)
    move(row.id, NOW.date() + timedelta(days=9), now=NOW, by=lea.user_id)
    assert CompanyTag.objects.get().tag == Tag.SUSPECT


def test_a_co_2_a_follow_up_leaves_a_client_a_client_and_says_so(workspace):
    lea, company = make_member(workspace), make_company()
    mine = make_routine(default_for=[lea.user_id])
    set_tag(mine.id, company.id, Tag.CLIENT, now=NOW)
    set_follow_up(company.id, Plan(on=NOW.date(), followers=(lea.user_id,)), now=NOW, by=lea.user_id)
    assert CompanyTag.objects.get().tag == Tag.CLIENT
    assert Event.objects.get(kind="market.tag_kept").company_id == company.id
