"""Another worker, for tests of races."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from filon.kernel.tenancy import current_workspace, scope

LONGEST_S = 20


class Elsewhere:
    """Something done by another worker: in a thread, hence on a connection of its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._workspace = current_workspace()
        self._backend = 0
        self._pool = ThreadPoolExecutor(1)
        self._going = self._pool.submit(self._run)
        self._pool.shutdown(wait=False)

    def is_waiting(self) -> bool:
        """Whether it comes to wait for a lock that somebody holds."""
        deadline = time.monotonic() + LONGEST_S
        while not self._going.done() and time.monotonic() < deadline:
            if self._backend and self._waits_for_a_lock():
                return True
            time.sleep(0.01)
        return False

    def end(self) -> object:
        """What it gave back; raises what it raised."""
        return self._going.result(LONGEST_S)

    def _run(self) -> object:
        try:
            connection.ensure_connection()
            self._backend = connection.connection.info.backend_pid
            with scope(self._workspace):
                return self._work()
        finally:
            connection.close()

    def _waits_for_a_lock(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("select cardinality(pg_blocking_pids(%s)) > 0", [self._backend])
            return bool(cursor.fetchone()[0])
