from __future__ import annotations

from datetime import timedelta

import pytest
from tests.factories import make_manager, make_member
from tests.market.copies import write
from tests.market.rows import NOW, make_routine
from tests.market.scorings import NORTHERN_METAL

from filon.market.engine import Market
from filon.market.models import Routine, SuspectNotice
from filon.market.operations import archive_routine, read_notice, refresh
from filon.market.queries.notices import unread
from filon.market.ranking import rank

LATER = NOW + timedelta(days=1)


@pytest.fixture
def richer(tmp_path, columns) -> Market:
    """The same units, of which most got rich."""
    changed = {name: column.copy() for name, column in columns.items()}
    changed["turnover"][:2_500] = 250_000
    return Market(write(tmp_path / "20261124", changed))


def reached(before: Market, after: Market) -> list[int]:
    """Who came to 90, best first."""
    then, now = rank(before, NORTHERN_METAL), rank(after, NORTHERN_METAL)
    were = set(then.siren[then.score >= 90].tolist())
    return [siren for siren in now.siren[now.score >= 90].tolist() if siren not in were]


def refreshed_twice(routine: Routine, market: Market, richer: Market) -> None:
    refresh(routine.id, market=market, now=NOW)
    refresh(routine.id, market=richer, now=LATER)


def test_co_149_each_user_of_the_routine_is_told_once_and_others_are_not(workspace, market, richer):
    lea, tom, _boss = make_member(workspace), make_member(workspace), make_manager(workspace)
    refreshed_twice(make_routine(notice_above=90, users=[lea.user_id, tom.user_id]), market, richer)
    expected = reached(market, richer)
    assert len(expected) > 1
    told = SuspectNotice.objects.values_list("user", "count", "siren", "threshold", "at").order_by("user")
    assert list(told) == [(who, len(expected), expected[0], 90, LATER) for who in sorted([lea.user_id, tom.user_id])]


def test_what_comes_while_a_notice_is_unread_is_added_to_it(workspace, market, richer):
    lea = make_member(workspace)
    routine = make_routine(notice_above=90, users=[lea.user_id])
    refreshed_twice(routine, market, richer)
    first = unread(lea.user_id).get()
    refresh(routine.id, market=market, now=LATER + timedelta(days=1))
    refresh(routine.id, market=richer, now=LATER + timedelta(days=2))
    assert unread(lea.user_id).get().count == 2 * first.count
    assert read_notice(first.id, user_id=lea.user_id, now=LATER)
    assert not unread(lea.user_id).exists()
    refresh(routine.id, market=market, now=LATER + timedelta(days=3))
    refresh(routine.id, market=richer, now=LATER + timedelta(days=4))
    assert unread(lea.user_id).get().id != first.id


def test_nobody_reads_the_notice_of_somebody_else(workspace, market, richer):
    lea, tom = make_member(workspace), make_member(workspace)
    refreshed_twice(make_routine(notice_above=90, users=[lea.user_id]), market, richer)
    notice = unread(lea.user_id).get()
    assert not read_notice(notice.id, user_id=tom.user_id, now=LATER)
    assert unread(lea.user_id).exists()


def test_a_routine_without_users_tells_who_wrote_it_and_one_put_away_nobody(workspace, market, richer):
    boss = make_manager(workspace)
    routine = make_routine(notice_above=90)
    Routine.objects.update(created_by=boss.user_id)
    refreshed_twice(routine, market, richer)
    assert unread(boss.user_id).count() == 1
    archive_routine(routine.id, now=LATER)
    assert not unread(boss.user_id).exists()


def test_without_a_score_to_tell_of_nobody_is_told(workspace, market, richer):
    refreshed_twice(make_routine(users=[make_member(workspace).user_id]), market, richer)
    assert not SuspectNotice.objects.exists()
