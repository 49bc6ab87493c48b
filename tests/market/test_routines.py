from __future__ import annotations

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.factories import make_manager, make_member, make_user
from tests.market.copies import CODES
from tests.market.rows import NOW, make_routine
from tests.market.scorings import EVERYTHING, NORTHERN_METAL

from filon.kernel.errors import Refused
from filon.market.criteria import Scoring
from filon.market.models import Routine, RoutineMember, RoutineVersion
from filon.market.operations import RoutineFields, archive_routine, restore_routine, save_routine
from filon.market.queries.routines import default_first, default_of, routines, scoring_of
from filon.tenants.reader import Reader, reading
from filon.timeline.models import Event


def test_co_139_and_co_140_a_routine_has_a_title_a_description_and_users(workspace):
    lea = make_member(workspace)
    routine = make_routine(title="  Métallurgie   du Nord ", description="Ateliers", users=[lea.user_id])
    assert (routine.title, routine.description) == ("Métallurgie du Nord", "Ateliers")
    assert list(RoutineMember.objects.values_list("user", "is_default")) == [(lea.user_id, False)]
    assert scoring_of(routine.id) == NORTHERN_METAL
    assert Event.objects.get().kind == "market.routine_saved"
    assert ProcrastinateJob.objects.filter(task_name="market.refresh_routine").count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"title": " "}, "title"), ({"notice_above": 101}, "notice_above"), ({"scoring": Scoring()}, "mandatory")],
)
def test_what_cannot_be_a_routine_is_refused_and_leaves_nothing(workspace, wrong, field):
    with pytest.raises(Refused) as no:
        make_routine(**wrong)
    assert no.value.field == field
    assert not Routine.objects.exists()


def test_other_criteria_are_a_new_version_and_the_old_one_stays_readable(workspace):
    routine = make_routine()
    fields = RoutineFields(title="Tout", scoring=EVERYTHING)
    assert save_routine(routine.id, fields, codes=CODES, now=NOW).number == 2
    assert save_routine(routine.id, fields, codes=CODES, now=NOW).number == 2
    assert RoutineVersion.objects.count() == 2
    assert scoring_of(routine.id) == EVERYTHING


def test_co_141_a_manager_sees_all_and_co_142_a_user_those_assigned(workspace):
    lea, boss = make_member(workspace), make_manager(workspace)
    mine, other = make_routine(title="A", users=[lea.user_id]), make_routine(title="B")
    with reading(Reader(lea.user_id, is_manager=False)):
        assert [row.id for row in routines()] == [mine.id]
    with reading(Reader(boss.user_id, is_manager=True)):
        assert [row.id for row in routines()] == [mine.id, other.id]


def test_co_150_a_user_has_one_default_routine_and_co_151_it_comes_first(workspace):
    lea = make_member(workspace)
    make_routine(title="A", default_for=[lea.user_id])
    second = make_routine(title="B", default_for=[lea.user_id])
    assert default_of(lea.user_id) == second.id
    assert RoutineMember.objects.filter(is_default=True).count() == 1
    shown = [(row.title, first) for row, first in default_first(routines(), user_id=lea.user_id)]
    assert shown == [("B", True), ("A", False)]


def test_a_stranger_cannot_be_given_a_routine(workspace):
    make_routine(users=[make_user().pk])
    assert not RoutineMember.objects.exists()


def test_a_routine_put_away_is_nobodys_default(workspace):
    lea = make_member(workspace)
    routine = make_routine(default_for=[lea.user_id])
    archive_routine(routine.id, now=NOW)
    assert default_of(lea.user_id) is None
    assert not routines().exists()


def test_putting_away_and_back_are_each_done_once(workspace):
    routine = make_routine()
    later = NOW + timedelta(hours=1)
    assert [archive_routine(routine.id, now=moment) for moment in (NOW, later)] == [True, False]
    routine.refresh_from_db()
    assert routine.archived_at == NOW
    assert [restore_routine(routine.id) for _ in range(2)] == [True, False]
    routine.refresh_from_db()
    assert routine.archived_at is None
