"""The test of a line: placed by a worker, followed on the page, once at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation
from tests.calls.test_cli import far_end, picks_up
from tests.factories import make_manager, make_trunk

from filon.calls.operations.trunks import stop_calls
from filon.calls.trials.jobs import try_line
from filon.calls.trials.models import TrunkTrial
from filon.calls.trials.operations import LOST_AFTER, begin, finish, start, tell
from filon.calls.trials.states import TrialState
from filon.calls.trials.wording import DOING, FOUND, NAMES, shown
from filon.kernel.clock import SystemClock, VirtualClock
from filon.kernel.errors import Conflict, Refused
from filon.kernel.jobs import JOBS
from filon.kernel.tenancy import scope
from filon.tenants.models import Member, Workspace
from filon.voice.probe import Check

pytestmark = pytest.mark.django_db

NUMBER = "+33199000001"


@pytest.fixture
def manager(workspace: Workspace, client_for: Callable[[Member], Client]) -> Client:
    return client_for(make_manager(workspace))


def started(clock: VirtualClock, **line: object) -> TrunkTrial:
    return start(make_trunk(**line), NUMBER, now=clock.now())


@pytest.mark.xdist_group("media")
def test_a_worker_places_the_call_and_each_step_is_kept_with_its_date(workspace, clock, monkeypatch) -> None:
    monkeypatch.setattr("filon.voice.probe.LISTEN_S", 0.4)
    with far_end(picks_up) as port:
        trial = started(clock, port=port)
        try_line(trial_id=trial.id, run=trial.run)
    trial.refresh_from_db()
    assert [step["check"] for step in trial.steps] == [check.value for check in Check]
    assert all(step["ok"] for step in trial.steps)
    assert (trial.state, trial.fault, trial.finished_at is not None) == (TrialState.DONE, "", True)


def test_a_second_click_starts_no_second_test(workspace, clock) -> None:
    trial = started(clock)
    with pytest.raises(Conflict):
        start(trial.trunk, "+33199000002", now=clock.now())
    trial.refresh_from_db()
    assert trial.number == NUMBER


def test_a_test_that_is_over_or_lost_is_started_over_and_the_old_job_changes_nothing(workspace, clock) -> None:
    trial = started(clock)
    former = trial.run
    TrunkTrial.objects.update(given_up_at=SystemClock().now() - timedelta(seconds=1))
    again = start(trial.trunk, NUMBER, now=clock.now())
    assert again.run != former
    assert begin(trial.id, former, now=clock.now()) is None
    tell(trial.id, former, {"check": "dns", "ok": True, "code": "resolved", "said": ""})
    finish(trial.id, former, now=clock.now())
    again.refresh_from_db()
    assert (again.state, again.steps, TrunkTrial.objects.count()) == (TrialState.WAITING, [], 1)


def test_a_job_that_runs_twice_places_no_second_call(workspace, clock) -> None:
    trial = started(clock, port=9)
    assert begin(trial.id, trial.run, now=clock.now())
    try_line(trial_id=trial.id, run=trial.run)
    trial.refresh_from_db()
    assert (trial.state, trial.fault, trial.steps) == (TrialState.DONE, "interrupted", [])


def test_nobody_is_called_while_calls_are_stopped_not_even_when_that_came_later(workspace, clock) -> None:
    trial = started(clock, port=9)
    stop_calls(now=clock.now())
    with pytest.raises(Refused):
        start(make_trunk(), NUMBER, now=clock.now())
    try_line(trial_id=trial.id, run=trial.run)
    trial.refresh_from_db()
    assert (trial.fault, trial.steps) == ("stopped", [])


def test_the_page_answers_at_once_follows_and_keeps_the_result(manager: Client, workspace, clock) -> None:
    trunk = make_trunk()
    page = manager.post(f"/reglages/telephonie/{trunk.id}/essai/", {"number": "01 99 00 00 01"}).content.decode()
    assert "Test en cours" in page
    assert "every 2s" in page
    trial = TrunkTrial.objects.get()
    begin(trial.id, trial.run, now=clock.now())
    tell(trial.id, trial.run, {"check": "dns", "ok": True, "code": "resolved", "said": ""})
    assert "le serveur répond-il ?" in manager.get(f"/reglages/telephonie/{trunk.id}/essai/suivi/").content.decode()
    tell(trial.id, trial.run, {"check": "reachable", "ok": False, "code": "silent", "said": "408 Timeout"})
    finish(trial.id, trial.run, now=clock.now())
    page = manager.get(f"/reglages/telephonie/{trunk.id}/").content.decode()
    assert "Rien ne répond : vérifiez le serveur" in page
    assert "Réponse de l’opérateur : 408 Timeout" in page
    assert "every 2s" not in page


@pytest.mark.parametrize(("code", "verdict"), [("busy", "n’a pas répondu"), ("congestion", "ne fonctionne pas encore")])
def test_a_number_that_does_not_answer_is_no_fault_of_the_line(
    manager: Client, workspace, clock, code: str, verdict: str
) -> None:
    trial = started(clock)
    begin(trial.id, trial.run, now=clock.now())
    tell(trial.id, trial.run, {"check": "answer", "ok": False, "code": code, "said": "486 Busy Here"})
    finish(trial.id, trial.run, now=clock.now())
    page = manager.get(f"/reglages/telephonie/{trial.trunk_id}/").content.decode()
    assert [words for words in ("n’a pas répondu", "ne fonctionne pas encore") if words in page] == [verdict]


def test_a_second_click_on_the_page_says_so(manager: Client, workspace) -> None:
    trunk = make_trunk()
    for _ in range(2):
        answer = manager.post(
            f"/reglages/telephonie/{trunk.id}/essai/", {"number": "0199000001"}, headers={"HX-Request": "true"}
        )
    assert "déjà en cours" in answer.headers["HX-Trigger"].encode().decode("unicode_escape")
    assert TrunkTrial.objects.count() == 1


def test_a_test_that_no_worker_takes_says_that_none_may_run(manager: Client, workspace, clock) -> None:
    trial = started(clock)
    TrunkTrial.objects.update(given_up_at=SystemClock().now() + LOST_AFTER - timedelta(seconds=20))
    page = manager.get(f"/reglages/telephonie/{trial.trunk_id}/essai/suivi/").content.decode()
    assert "filon worker" in page


def test_every_step_has_a_name_in_each_language_and_unknown_findings_a_sentence() -> None:
    assert list(NAMES) == [check.value for check in Check] == list(DOING)
    french = {str(sentence) for sentence in FOUND.values()}
    for language in ("en", "es"):
        with translation.override(language):
            assert french.isdisjoint(str(sentence) for sentence in FOUND.values())
    rows = shown([{"check": "answer", "ok": False, "code": "never heard of", "said": ""}], under_way=False)
    assert [row.state for row in rows] == ["todo"] * 5 + ["bad"] + ["todo"] * 2
    assert rows[5].sentence


def test_the_job_is_known_to_workers() -> None:
    assert JOBS["calls.trials.try_line"].queue == "trials"


@pytest.mark.parametrize("tested_before", [False, True])
@pytest.mark.django_db(transaction=True)
def test_of_those_who_start_at_the_same_time_one_gets_the_line(workspace, clock, tested_before: bool) -> None:
    trunk, together, results = make_trunk(), Barrier(4), []
    if tested_before:
        trial = start(trunk, NUMBER, now=clock.now())
        finish(trial.id, trial.run, now=clock.now())

    def click() -> None:
        try:
            with scope(workspace.id):
                together.wait()
                results.append(start(trunk, NUMBER, now=clock.now()).run)
        except Conflict:
            results.append(None)
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with scope(workspace.id):
        assert [run for run in results if run] == [TrunkTrial.objects.get().run]


def test_the_last_result_stays_with_its_date_while_the_next_test_runs(manager: Client, workspace, clock) -> None:
    trunk = make_trunk()
    first = start(trunk, NUMBER, now=clock.now())
    begin(first.id, first.run, now=clock.now())
    tell(first.id, first.run, {"check": "reachable", "ok": False, "code": "silent", "said": ""})
    finish(first.id, first.run, now=clock.now())
    clock.advance(timedelta(hours=1))
    second = start(trunk, "+33199000002", now=clock.now())
    page = manager.get(f"/reglages/telephonie/{trunk.id}/").content.decode()
    assert "Test en cours" in page
    assert "Dernier résultat" in page
    assert "Rien ne répond : vérifiez le serveur" in page
    assert "01 99 00 00 01" in page
    TrunkTrial.objects.update(given_up_at=SystemClock().now() - timedelta(seconds=1))
    third = start(trunk, NUMBER, now=clock.now())
    assert third.former == second.former != {}
    begin(third.id, third.run, now=clock.now())
    finish(third.id, third.run, now=clock.now())
    assert "Dernier résultat" not in manager.get(f"/reglages/telephonie/{trunk.id}/").content.decode()
