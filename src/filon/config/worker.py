"""`filon worker`: the jobs of the queue and the loops of the rooms, in one process that stops gracefully."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection, connections
from django.utils.module_loading import autodiscover_modules
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from filon.kernel.jobs import queues
from filon.kernel.loops import LOOPS, Loop, loop

logger = logging.getLogger(__name__)

STOP_WITHIN_S = 10.0
"""Time given to the jobs and batches under way; what is cut off is taken up again by another worker."""

STALLED_AFTER_S = 60.0
"""A worker writes a heartbeat every 10 s; six missed ones mean that it is gone and its jobs are free."""

LONGEST_PAUSE_S = 60.0
JOBS_KEPT = "14 days"


@loop("jobs of dead workers", every=15)
def free_jobs_of_dead_workers() -> int:
    """Put back the jobs whose worker was killed half-way, so that they run again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set status = 'todo', worker_id = null where status = 'doing' and not exists ("
            " select from procrastinate_workers w where w.id = procrastinate_jobs.worker_id"
            " and w.last_heartbeat > now() - make_interval(secs => %s))",
            [STALLED_AFTER_S],
        )
        return int(cursor.rowcount)


@loop("old jobs", every=3600)
def forget_old_jobs() -> int:
    """Delete finished jobs after a while; what they did is in the timeline."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from procrastinate_jobs where status in ('succeeded', 'failed', 'cancelled', 'aborted') and id in ("
            " select job_id from procrastinate_events group by job_id having max(at) < now() - %s::interval)",
            [JOBS_KEPT],
        )
        return 0


def load() -> None:
    """Import every room's loops (its jobs came with the settings)."""
    autodiscover_modules("loops")


def work(*, concurrency: int) -> None:
    """Run until SIGTERM or SIGINT."""
    load()
    stop = threading.Event()
    threads = [threading.Thread(target=_turn, args=(each, stop), name=each.name) for each in LOOPS.values()]
    for thread in threads:
        thread.start()
    try:
        asyncio.run(_serve_queue(concurrency, stop))
    finally:
        stop.set()
        for thread in threads:
            thread.join(STOP_WITHIN_S)


def work_until_idle() -> int:
    """Run loops and jobs until none finds anything to do; return the amount of work done."""
    load()
    done = 0
    while amount := sum(each.run() for each in LOOPS.values()) + run_waiting_jobs():
        done += amount
    return done


def run_waiting_jobs() -> int:
    """Run what is in the queue and due, then return how many jobs that was."""
    before = _due_jobs()
    if before:
        with app.replace_connector(_worker_connector()):
            app.run_worker(
                queues=queues(), wait=False, concurrency=1, install_signal_handlers=False, listen_notify=False
            )
    return before


def _due_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs"
            " where status = 'todo' and (scheduled_at is null or scheduled_at <= now()) and queue_name = any(%s)",
            [queues()],
        )
        return int(cursor.fetchone()[0])


def _worker_connector() -> BaseAsyncConnector:
    assert isinstance(app.connector, DjangoConnector)
    return app.connector.get_worker_connector()


async def _serve_queue(concurrency: int, stop: threading.Event) -> None:
    running = asyncio.get_running_loop()
    with app.replace_connector(_worker_connector()):
        async with app.open_async():
            worker = asyncio.ensure_future(
                app.run_worker_async(
                    queues=queues(),
                    concurrency=concurrency,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=STOP_WITHIN_S,
                )
            )
            _on_stop_signal(running, stop.set, worker.cancel, _leave_in_any_case)
            await asyncio.wait([worker])
    if not worker.cancelled() and (failure := worker.exception()) and not stop.is_set():
        raise failure


def _on_stop_signal(running: asyncio.AbstractEventLoop, *acts: Callable[[], object]) -> None:
    def stop() -> None:
        for act in acts:
            act()

    for number in (signal.SIGINT, signal.SIGTERM):
        running.add_signal_handler(number, stop)


def _leave_in_any_case() -> None:
    """A database that has gone away must not keep us waiting for it."""
    last_resort = threading.Timer(STOP_WITHIN_S + 5, os._exit, (1,))
    last_resort.daemon = True
    last_resort.start()


def _turn(each: Loop, stop: threading.Event) -> None:
    """Call a batch again and again; a batch that fails is logged and tried again, further and further apart."""
    failures = 0
    while not stop.is_set():
        close_old_connections()
        try:
            pause = 0.0 if each.run() else each.every
            failures = 0
        except Exception:
            failures += 1
            pause = min(LONGEST_PAUSE_S, max(each.every, 1.0) * 2**failures)
            logger.exception("loop %s failed, again in %.0f s", each.name, pause)
        stop.wait(pause)
    connections.close_all()
