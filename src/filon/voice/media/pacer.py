"""The 20 ms clock of every call of a process: its own thread and its own loop, on an absolute schedule.

Nothing else runs in that thread. What others want of a session is posted and done between two ticks.
"""

from __future__ import annotations

import logging
import selectors
import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

log = logging.getLogger(__name__)
TICK_S = 0.02
SLOTS = 4
"""Calls are spread over this many moments of a tick, so that no burst of packets is long."""

STALLED_S = 1.0
"""Behind by more, the schedule begins anew: the machine slept, and the peers do not want that second now."""

ROUNDS = 8
"""Packets of one socket that are read at most at a time."""

LATE_S = 0.01


class Paced(Protocol):
    """What the pacer drives; every method is called in its thread."""

    socket: socket.socket

    def tick(self) -> None: ...

    def receive(self) -> None: ...


@dataclass
class Punctuality:
    """How well the schedule was kept: ticks in all, those more than `LATE_S` late, the worst in seconds, stalls."""

    ticks: int = 0
    late: int = 0
    worst_s: float = 0.0
    stalls: int = 0
    faults: int = 0

    def note(self, lateness: float) -> None:
        self.ticks += 1
        self.late += lateness > LATE_S
        self.worst_s = max(self.worst_s, lateness)


class Pacer:
    """Start it once in a process; sessions come and go."""

    def __init__(self) -> None:
        self.punctuality = Punctuality()
        self._slots: list[dict[Paced, None]] = [{} for _ in range(SLOTS)]
        self._selector = selectors.DefaultSelector()
        self._posted: deque[Callable[[], None]] = deque()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="pacer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns once the thread has ended; what was posted before is done."""
        self._stop.set()
        self._thread.join()

    def post(self, action: Callable[[], None]) -> None:
        """Have this done in the pacer's thread within 5 ms. From any thread."""
        self._posted.append(action)

    def add(self, session: Paced) -> None:
        """Begin to drive a session. In the pacer's thread only."""
        min(self._slots, key=len)[session] = None
        self._selector.register(session.socket, selectors.EVENT_READ, session)

    def drop(self, session: Paced) -> None:
        """Drive it no more, before its socket is closed. In the pacer's thread only."""
        for slot in self._slots:
            if session in slot:
                del slot[session]
                self._selector.unregister(session.socket)

    def _run(self) -> None:
        due, turn = time.monotonic(), 0
        while not self._stop.is_set():
            wait = due - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            lateness = time.monotonic() - due
            self.punctuality.note(lateness)
            self._work(turn)
            turn = (turn + 1) % SLOTS
            due += TICK_S / SLOTS
            if lateness > STALLED_S:
                self.punctuality.stalls += 1
                due = time.monotonic()
        self._do_posted()
        self._selector.close()

    def _work(self, turn: int) -> None:
        self._do_posted()
        for session in self._slots[turn]:
            self._guarded(session.tick)
        for _ in range(ROUNDS):
            ready = self._selector.select(0)
            for key, _events in ready:
                self._guarded(key.data.receive)
            if not ready:
                break

    def _do_posted(self) -> None:
        while self._posted:
            self._guarded(self._posted.popleft())

    def _guarded(self, action: Callable[[], None]) -> None:
        """One call's fault is not the others'."""
        try:
            action()
        except Exception:
            self.punctuality.faults += 1
            log.exception("audio of a call could not be handled")
