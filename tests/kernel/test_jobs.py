"""Jobs: deferred with the data, run in the scope they were deferred in, once or again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from filon.config.worker import free_jobs_of_dead_workers, run_waiting_jobs
from filon.kernel import jobs
from filon.kernel.errors import Refused
from filon.kernel.ids import uuid7
from filon.kernel.jobs import RETRIES, Job, job
from filon.kernel.tenancy import scope, scope_or_none

SEEN: list[object] = []


@job(queue="tests")
def remember(*, some_id: UUID, day: date | None = None, at: datetime | None = None, ids: list[UUID] = ()) -> None:
    SEEN.append((scope_or_none(), some_id, day, at, list(ids)))


@job(queue="tests")
def fail(*, refused: bool) -> None:
    SEEN.append("tried")
    if refused:
        raise Refused("pas question")
    raise ConnectionError("away for now")


@pytest.fixture(autouse=True)
def _nothing_seen() -> Iterator[None]:
    SEEN.clear()
    yield
    SEEN.clear()


def waiting() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("select status::text, attempts, scheduled_at from procrastinate_jobs order by id")
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_no_commit_no_job():
    with transaction.atomic():
        remember.defer(some_id=uuid7())
        assert len(waiting()) == 1
        transaction.set_rollback(True)
    assert waiting() == []
    assert run_waiting_jobs() == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_runs_in_the_scope_in_which_it_was_deferred(workspace):
    some_id = uuid7()
    remember.defer(some_id=some_id)
    with scope(uuid7()):
        assert run_waiting_jobs() == 1
    assert [(workspace.id, some_id, None, None, [])] == SEEN
    assert [row[0] for row in waiting()] == ["succeeded"]


@pytest.mark.django_db(transaction=True)
def test_a_job_deferred_outside_a_scope_runs_outside_one():
    remember.defer(some_id=uuid7())
    run_waiting_jobs()
    assert SEEN[0][0] is None


@pytest.mark.django_db(transaction=True)
def test_identifiers_and_dates_come_back_as_they_were():
    some_id, others = uuid7(), [uuid7(), uuid7()]
    at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    remember.defer(some_id=some_id, day=date(2026, 11, 23), at=at, ids=others)
    run_waiting_jobs()
    assert [(None, some_id, date(2026, 11, 23), at, others)] == SEEN


@pytest.mark.django_db(transaction=True)
def test_a_job_for_later_waits():
    remember.defer_at(datetime.now(UTC) + timedelta(hours=1), some_id=uuid7())
    remember.defer_at(datetime.now(UTC) - timedelta(seconds=1), some_id=uuid7())
    assert run_waiting_jobs() == 1
    assert len(SEEN) == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_job_waits_once_and_the_loser_keeps_its_transaction():
    some_id, winner_in, loser_done = uuid7(), threading.Event(), []

    def lose() -> None:
        winner_in.wait(5)
        with transaction.atomic():
            loser_done.append(remember.defer_once(some_id=some_id))
            with connection.cursor() as cursor:
                cursor.execute("select 1")
        connection.close()

    thread = threading.Thread(target=lose)
    thread.start()
    with transaction.atomic():
        assert remember.defer_once(some_id=some_id)
        winner_in.set()
        thread.join(0.3)  # it waits for us to commit or not
        assert thread.is_alive()
    thread.join(5)
    assert loser_done == [None]
    assert run_waiting_jobs() == 1


@pytest.mark.django_db(transaction=True)
def test_many_are_deferred_in_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert remember.defer_many({"some_id": uuid7()} for _ in range(50)) == 50
    assert remember.defer_many([]) == 0
    assert run_waiting_jobs() == 50


@pytest.mark.django_db(transaction=True)
def test_a_failure_is_tried_again_later_and_a_refusal_is_not():
    fail.defer(refused=False)
    fail.defer(refused=True)
    run_waiting_jobs()
    (again, attempts, when), (gone, _, _) = waiting()
    assert (again, attempts, gone) == ("todo", 1, "failed")
    assert when > datetime.now(UTC)


def test_waits_grow_and_end():
    strategy = jobs.GivesUp()

    def wait(attempts: int) -> float | None:
        stored = jobs.StoredJob(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)
        decision = strategy.get_retry_decision(exception=ConnectionError(), job=stored)
        return decision and round((decision.retry_at - datetime.now(UTC)).total_seconds())

    assert [wait(n) for n in range(1, RETRIES + 2)] == [4, 16, 64, 256, 1024, None]


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_was_killed_runs_again():
    remember.defer(some_id=uuid7())
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat) values (now() - interval '10 minutes') returning id"
        )
        dead = cursor.fetchone()[0]
        cursor.execute("insert into procrastinate_workers default values returning id")
        alive = cursor.fetchone()[0]
        cursor.execute("update procrastinate_jobs set status = 'doing', worker_id = %s", [alive])
        assert (free_jobs_of_dead_workers(), run_waiting_jobs()) == (0, 0)
        cursor.execute("update procrastinate_jobs set worker_id = %s", [dead])
        assert (free_jobs_of_dead_workers(), run_waiting_jobs()) == (1, 1)
    assert len(SEEN) == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_leaves_the_jobs_it_does_not_know():
    """A worker of an older version must not take, and fail, what a newer one has deferred."""
    unknown = Job("tests.of_tomorrow", "tomorrow", remember.function)
    unknown.defer(some_id=uuid7())
    remember.defer(some_id=uuid7())
    assert run_waiting_jobs() == 1
    assert sorted(row[0] for row in waiting()) == ["succeeded", "todo"]


def test_the_name_of_a_job_is_its_room_and_function():
    assert remember.name.endswith("test_jobs.remember")
    assert "tests" in jobs.queues()
