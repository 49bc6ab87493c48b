"""Two who want the same routine, and a refresh that dies half-way."""

from __future__ import annotations

from datetime import timedelta
from threading import Event as Signal

import pytest
from django.db import OperationalError, connection, transaction
from tests.factories import make_member
from tests.market.copies import CODES, write
from tests.market.rows import NOW, make_routine
from tests.market.scorings import EVERYTHING, METAL, NORTHERN_METAL
from tests.outreach.elsewhere import Elsewhere

from filon.kernel.errors import Refused
from filon.market.criteria import Scoring
from filon.market.engine import Market
from filon.market.models import Routine, RoutineMember, RoutineRefresh, RoutineScore, RoutineVersion
from filon.market.operations import RoutineFields, create_routine, refresh, refreshing, save_routine
from filon.market.queries.routines import scoring_of
from filon.market.ranking import rank
from filon.timeline.models import Event

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workspace")]

LATER = NOW + timedelta(hours=1)
MINE = RoutineFields(title="Le mien", scoring=EVERYTHING)
YOURS = RoutineFields(title="Le vôtre", scoring=Scoring(mandatory=(METAL,)))


def test_of_two_who_save_at_once_the_first_wins_and_the_other_is_told():
    routine = make_routine()
    with transaction.atomic():
        save_routine(routine.id, MINE, codes=CODES, now=LATER, seen=routine.updated_at)
        other = Elsewhere(lambda: save_routine(routine.id, YOURS, codes=CODES, now=LATER, seen=routine.updated_at))
        assert other.is_waiting(), "the first one holds the row"
    with pytest.raises(Refused) as no:
        other.end()
    assert no.value.code == "changed_meanwhile"
    assert Routine.objects.get().title == "Le mien"
    assert scoring_of(routine.id) == EVERYTHING
    assert RoutineVersion.objects.count() == 2


def test_a_title_alone_is_a_change_too_and_who_insists_writes_over_it():
    routine = make_routine()
    seen = routine.updated_at
    renamed = RoutineFields(title="Autre titre", scoring=NORTHERN_METAL)
    save_routine(routine.id, renamed, codes=CODES, now=LATER, seen=seen)
    with pytest.raises(Refused):
        save_routine(routine.id, YOURS, codes=CODES, now=LATER, seen=seen)
    save_routine(routine.id, YOURS, codes=CODES, now=LATER)
    assert Routine.objects.get().title == "Le vôtre"


def test_a_refresh_between_opening_and_saving_is_no_change(market):
    routine = make_routine()
    refresh(routine.id, market=market, now=LATER)
    save_routine(routine.id, MINE, codes=CODES, now=LATER, seen=routine.updated_at)
    assert Routine.objects.get().title == "Le mien"


def test_two_refreshes_at_once_write_once(market):
    routine = make_routine()
    with transaction.atomic():
        refresh(routine.id, market=market, now=NOW)
        other = Elsewhere(lambda: refresh(routine.id, market=market, now=NOW))
        assert other.is_waiting(), "the first one holds the row"
    assert other.end().empty  # type: ignore[attr-defined]  # a Difference
    assert RoutineRefresh.objects.count() == 1


def test_two_routines_that_become_the_default_of_one_user_at_once_are_not_both(workspace):
    user = make_member(workspace).user_id
    fields = {each: RoutineFields(title=each, scoring=EVERYTHING, default_for=[user]) for each in ("Nord", "Sud")}
    with transaction.atomic():
        create_routine(fields["Nord"], codes=CODES, now=NOW)
        other = Elsewhere(lambda: create_routine(fields["Sud"], codes=CODES, now=NOW))
        assert other.is_waiting(), "the first one holds the user's place"
    other.end()
    places = RoutineMember.objects.order_by("routine__title").values_list("routine__title", "is_default")
    assert list(places) == [("Nord", False), ("Sud", True)]


def state() -> tuple[object, ...]:
    """Everything that a refresh writes."""
    scores = RoutineScore.objects.order_by("siren").values_list("siren", "raw", "hits", "entered_at", "gone_at")
    told = Event.objects.filter(kind__startswith="market.").count()
    routine = Routine.objects.values_list("count", "stamp", "refreshed_at", "refreshed_version").get()
    return list(scores), told, routine, RoutineRefresh.objects.count()


def test_a_refresh_that_is_killed_half_way_leaves_nothing_half_done(market, columns, tmp_path, monkeypatch):
    changed = {name: column.copy() for name, column in columns.items()}
    changed["department"][:300] = 5
    tomorrow = Market(write(tmp_path / "20261124", changed))
    routine = make_routine()
    refresh(routine.id, market=market, now=NOW)
    before = state()
    written, dead = Signal(), Signal()
    tell = refreshing._tell

    def wait_for_death(*args, **kwargs):
        written.set()
        assert dead.wait(20)
        tell(*args, **kwargs)

    monkeypatch.setattr(refreshing, "_tell", wait_for_death)
    worker = Elsewhere(lambda: refresh(routine.id, market=tomorrow, now=LATER))
    assert written.wait(20)
    with connection.cursor() as cursor:  # what the server sees of a worker that is killed: the connection ends
        cursor.execute("select pg_terminate_backend(%s)", [worker._backend])
    dead.set()
    with pytest.raises(OperationalError):
        worker.end()
    assert state() == before
    monkeypatch.undo()
    refresh(routine.id, market=tomorrow, now=LATER)
    alive = RoutineScore.objects.filter(gone_at=None).values_list("siren", flat=True)
    assert sorted(alive) == sorted(rank(tomorrow, NORTHERN_METAL).siren.tolist())
