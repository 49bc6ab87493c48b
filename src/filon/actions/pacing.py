"""Several lanes at once in one worker, so that a slow mail server holds up its own mailbox only."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from filon.actions.lanes import LaneRef

logger = logging.getLogger(__name__)

LANES_AT_ONCE = 8
TURNS_IN_A_ROW = 20
"""After so many a lane lets the others through."""

PATIENCE_S = 0.5
FIRST_REST_S = 1.0
LONGEST_REST_S = 60.0
"""A lane that fails is tried again after 1, 2, 4… seconds, and this long at most."""


class Pacer:
    """Keeps lanes going in threads of its own. ``turn`` does one turn of a lane and answers how much it did."""

    def __init__(
        self, turn: Callable[[LaneRef], int], *, at_once: int = LANES_AT_ONCE, first_rest: float = FIRST_REST_S
    ) -> None:
        self._turn = turn
        self._first_rest = first_rest
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="lane")
        self._going: dict[LaneRef, Future[int]] = {}
        self._failures: dict[LaneRef, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def advance(self, due: Iterable[LaneRef]) -> int:
        """Start the due lanes that are not going, wait a moment, and answer how much was done.

        More than nothing as long as a lane is going, so that whoever waits for quiet waits for it too.
        """
        with self._lock:
            for lane in due:
                if lane not in self._going and not self._rests(lane):
                    self._going[lane] = self._pool.submit(self._keep_going, lane)
            going = dict(self._going)
        if not going:
            return 0
        wait(going.values(), timeout=PATIENCE_S, return_when=FIRST_COMPLETED)
        return self._collect()

    def _keep_going(self, lane: LaneRef) -> int:
        done = 0
        for _ in range(TURNS_IN_A_ROW):
            amount = self._turn(lane)
            if not amount:
                break
            done += amount
        return done

    def _collect(self) -> int:
        """What the lanes that ended did, and one for each that is still going."""
        done = 0
        with self._lock:
            for lane, future in list(self._going.items()):
                if not future.done():
                    done += 1
                    continue
                del self._going[lane]
                if failure := future.exception():
                    logger.error("lane %s failed", lane.lane_id, exc_info=failure)
                    self._let_rest(lane)
                else:
                    self._failures.pop(lane, None)
                    done += future.result()
        return done

    def _let_rest(self, lane: LaneRef) -> None:
        times = self._failures.get(lane, (0, 0.0))[0] + 1
        self._failures[lane] = times, time.monotonic() + min(LONGEST_REST_S, self._first_rest * 2.0 ** (times - 1))

    def _rests(self, lane: LaneRef) -> bool:
        return lane in self._failures and time.monotonic() < self._failures[lane][1]
