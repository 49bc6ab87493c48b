"""Suspects above the score of a routine, by the channels of those who work it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from tests.factories import make_company, make_manager, make_member
from tests.market.rows import NOW, make_routine
from tests.market.test_noticing import LATER, refreshed_twice, richer
from tests.notices.telling import told, wants

from filon.market.events import ScoreReached
from filon.market.models import Routine, RoutineMember
from filon.market.operations import archive_routine
from filon.notices import presence
from filon.notices.models import Notice
from filon.notices.operations import mail_waiting
from filon.timeline.events import publish

__all__ = ["richer"]  # a fixture
KIND = ScoreReached.kind


def test_co_149_a_suspect_above_the_score_is_mailed_to_who_works_the_routine(workspace, market, richer):
    lea, tom = make_member(workspace), make_member(workspace)
    routine = make_routine(title="Fonderies du Nord", notice_above=90, users=[lea.user_id])
    refreshed_twice(routine, market, richer)
    assert (told(lea), told(tom)) == ([(KIND, True, "waiting")], [])
    n = Notice.objects.get().data["count"]
    assert mail_waiting(lea.user_id, now=LATER) == 1
    (sent,) = mail.outbox
    assert sent.to == [lea.user.email]
    assert sent.subject == f"{n} suspects ont atteint 90 points · Fonderies du Nord"


def test_co_149_who_is_in_filon_sees_it_under_the_flag_and_who_wants_no_mail_gets_none(workspace, market, richer):
    lea, tom = make_member(workspace), make_member(workspace)
    presence.note(lea.user_id, now=LATER - timedelta(minutes=1))
    wants(tom, KIND, app=True)
    refreshed_twice(make_routine(notice_above=90, users=[lea.user_id, tom.user_id]), market, richer)
    assert told(lea) == told(tom) == [(KIND, True, "")]


@pytest.mark.parametrize("how", ["archived", "unassigned"])
def test_who_may_not_see_the_routine_any_more_gets_no_mail(workspace, market, richer, how):
    lea = make_member(workspace)
    routine = make_routine(notice_above=90, users=[lea.user_id])
    refreshed_twice(routine, market, richer)
    if how == "archived":
        archive_routine(routine.id, now=LATER)
    else:
        RoutineMember.objects.filter(routine=routine).delete()
    assert mail_waiting(lea.user_id, now=LATER) == 0
    assert (mail.outbox, told(lea)) == ([], [(KIND, True, "dropped")])


def test_a_manager_who_wrote_a_routine_that_nobody_works_is_told(workspace, market, richer):
    boss = make_manager(workspace)
    routine = make_routine(notice_above=90)
    Routine.objects.update(created_by=boss.user_id)
    refreshed_twice(routine, market, richer)
    assert mail_waiting(boss.user_id, now=LATER) == 1


def test_a_single_suspect_that_is_a_company_here_leads_to_its_sheet(workspace):
    lea, company = make_member(workspace), make_company(siren="732829320")
    routine = make_routine(users=[lea.user_id])
    for count in (1, 2):
        event = ScoreReached(threshold=90, count=count, sirens=("732829320",))
        publish(event, at=NOW, origin_id=routine.id)
    assert [notice.company_id for notice in Notice.objects.order_by("id")] == [company.id, None]
