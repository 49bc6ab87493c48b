from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from tests.market.copies import CODES, write
from tests.market.rows import NOW, make_routine
from tests.market.scorings import EVERYTHING, NORTHERN_METAL

from filon.kernel.errors import Refused
from filon.market import loops
from filon.market.engine import Market
from filon.market.loops import due
from filon.market.models import Routine, RoutineRefresh, RoutineScore
from filon.market.operations import RoutineFields, refresh, save_routine
from filon.market.ranking import difference, rank
from filon.timeline.models import Event

LATER = NOW + timedelta(days=1)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def tomorrow(tmp_path, columns) -> Market:
    """The same units a day later: a hundred have moved to Paris, and some got rich."""
    changed = {name: column.copy() for name, column in columns.items()}
    changed["department"][:300] = 5
    changed["turnover"][300:900] = 250_000
    return Market(write(tmp_path / "20261124", changed))


def alive(routine: Routine) -> list[tuple[int, int, int]]:
    rows = RoutineScore.objects.filter(routine=routine, gone_at=None)
    return sorted(rows.values_list("siren", "raw", "hits"))


def whole(market: Market, scoring=NORTHERN_METAL) -> list[tuple[int, int, int]]:
    found = rank(market, scoring)
    return sorted(zip(found.siren.tolist(), found.raw.tolist(), found.hits.tolist(), strict=True))


def test_co_137_a_routine_keeps_the_companies_that_match(workspace, market):
    routine = make_routine()
    refresh(routine.id, market=market, now=NOW)
    routine.refresh_from_db()
    assert alive(routine) == whole(market)
    assert (routine.count, routine.stamp, routine.refreshed_version) == (len(alive(routine)), "20261123", 1)


def test_a_routine_that_asks_too_much_keeps_no_other_from_its_refresh(workspace, market, monkeypatch):
    costly, other = make_routine(title="Tout"), make_routine()

    def refuse_one(routine_id, **more):
        if routine_id == costly.id:
            raise Refused("Cette recherche prend trop de temps.", code="too_slow")
        return refresh(routine_id, **more)

    monkeypatch.setattr(loops, "current_market", lambda: market)
    monkeypatch.setattr(loops, "refresh", refuse_one)
    monkeypatch.setattr(loops.columnar, "current", lambda: market.snapshot)
    assert loops.refresh_routines() == 1
    costly.refresh_from_db()
    other.refresh_from_db()
    assert costly.refreshed_at is None
    assert other.refreshed_at is not None


def test_co_138_the_next_day_writes_the_difference_and_nothing_else(workspace, market, tomorrow):
    routine = make_routine()
    refresh(routine.id, market=market, now=NOW)
    entered = dict(RoutineScore.objects.values_list("siren", "entered_at"))
    expected = difference(rank(market, NORTHERN_METAL), rank(tomorrow, NORTHERN_METAL))
    found = refresh(routine.id, market=tomorrow, now=LATER)
    assert alive(routine) == whole(tomorrow)
    for name in ("new", "gone", "moved"):
        assert np.array_equal(getattr(found, name), getattr(expected, name))
    assert found.gone.size
    assert found.moved.size
    gone = RoutineScore.objects.filter(gone_at=LATER).values_list("siren", flat=True)
    assert sorted(gone) == found.gone.tolist()
    moved = RoutineScore.objects.filter(moved_at=LATER).values_list("siren", flat=True)
    assert sorted(moved) == found.moved.tolist()
    stayed = set(entered) - set(found.gone.tolist())
    assert all(RoutineScore.objects.get(siren=siren).entered_at == NOW for siren in list(stayed)[:20])
    last = RoutineRefresh.objects.latest("at")
    assert (last.new, last.gone, last.moved) == (found.new.size, found.gone.size, found.moved.size)


def test_done_twice_the_second_changes_and_tells_nothing(workspace, market):
    routine = make_routine()
    refresh(routine.id, market=market, now=NOW)
    before = alive(routine)
    assert refresh(routine.id, market=market, now=LATER).empty
    assert alive(routine) == before
    assert RoutineRefresh.objects.count() == 1
    assert Event.objects.filter(kind="market.routine_refreshed").count() == 1


def test_a_company_that_comes_back_is_new_again(workspace, market, tomorrow):
    routine = make_routine()
    refresh(routine.id, market=market, now=NOW)
    gone = refresh(routine.id, market=tomorrow, now=LATER).gone.tolist()
    back = refresh(routine.id, market=market, now=LATER + timedelta(days=1))
    assert back.new.tolist() == gone
    row = RoutineScore.objects.get(siren=gone[0])
    assert (row.gone_at, row.entered_at) == (None, LATER + timedelta(days=1))


def test_new_criteria_are_asked_from_the_next_refresh_on(workspace, market):
    routine = make_routine()
    refresh(routine.id, market=market, now=NOW)
    save_routine(routine.id, RoutineFields(title="Tout", scoring=EVERYTHING), codes=CODES, now=NOW)
    refresh(routine.id, market=market, now=LATER)
    assert alive(routine) == whole(market, EVERYTHING)


def test_co_149_a_score_that_is_reached_is_told_once(workspace, market, tomorrow):
    routine = make_routine(notice_above=90)
    refresh(routine.id, market=market, now=NOW)
    assert not Event.objects.filter(kind="market.score_reached").exists()
    refresh(routine.id, market=tomorrow, now=LATER)
    then, now = rank(market, NORTHERN_METAL), rank(tomorrow, NORTHERN_METAL)
    reached = [s for s in now.siren[now.score >= 90].tolist() if s not in set(then.siren[then.score >= 90].tolist())]
    told = Event.objects.get(kind="market.score_reached")
    assert told.origin_id == routine.id
    assert (told.data["count"], told.data["sirens"]) == (len(reached), [str(siren) for siren in reached[:20]])
    refresh(routine.id, market=tomorrow, now=LATER)
    assert Event.objects.filter(kind="market.score_reached").count() == 1


def test_what_is_gone_for_long_is_forgotten(workspace, market, tomorrow):
    routine = make_routine()
    refresh(routine.id, market=market, now=NOW)
    gone = refresh(routine.id, market=tomorrow, now=LATER).gone.tolist()
    refresh(routine.id, market=tomorrow, now=LATER + timedelta(days=29))
    assert RoutineScore.objects.filter(siren__in=gone).count() == len(gone)
    refresh(routine.id, market=tomorrow, now=LATER + timedelta(days=31))
    assert not RoutineScore.objects.filter(siren__in=gone).exists()


def test_routines_are_refreshed_once_a_morning(workspace, market):
    routine, away = make_routine(), make_routine(title="Ancien")
    Routine.objects.filter(id=away.id).update(archived_at=NOW)
    assert list(due(NOW, zone=PARIS)) == [routine]
    refresh(routine.id, market=market, now=NOW)
    at_four_in_the_morning = NOW.replace(hour=3) + timedelta(days=1)
    assert list(due(NOW + timedelta(hours=3), zone=PARIS)) == []
    assert list(due(at_four_in_the_morning, zone=PARIS)) == []
    assert list(due(at_four_in_the_morning + timedelta(hours=1), zone=PARIS)) == [routine]
