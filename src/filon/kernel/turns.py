"""Work of which a process does only so much at once, and of each asker only the newest.

PLACES = Places(2)
with PLACES.turn(wait_s=5.0, asker=user_id) as turn: ...
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager


class NoPlace(Exception):
    """No place became free for as long as one was waited for."""


class Overtaken(Exception):
    """The same asker came again while this one waited."""


class Turn:
    """A place that is held. ``overtaken`` is set when its asker came again: what it does is wanted by nobody."""

    def __init__(self) -> None:
        self.overtaken = threading.Event()


class Places:
    """``most`` turns at once, in this process. Threads may ask at the same time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken = 0
        self._changed = threading.Condition()
        self._newest: dict[Hashable, Turn] = {}

    @contextmanager
    def turn(self, *, wait_s: float, asker: Hashable = None) -> Iterator[Turn]:
        """Hold a place for the length of the block. The turn before of the same asker is overtaken; without an asker
        nobody is. Raises NoPlace, Overtaken.
        """
        turn = Turn()
        self._overtake(asker, turn)
        try:
            self._take(turn, wait_s)
            try:
                yield turn
            finally:
                self._leave()
        finally:
            self._forget(asker, turn)

    def _overtake(self, asker: Hashable, turn: Turn) -> None:
        if asker is None:
            return
        with self._changed:
            before = self._newest.get(asker)
            self._newest[asker] = turn
            if before is not None:
                before.overtaken.set()
                self._changed.notify_all()

    def _take(self, turn: Turn, wait_s: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: turn.overtaken.is_set() or self._taken < self._most, wait_s)
            if turn.overtaken.is_set():
                raise Overtaken
            if self._taken >= self._most:
                raise NoPlace
            self._taken += 1

    def _leave(self) -> None:
        with self._changed:
            self._taken -= 1
            self._changed.notify_all()

    def _forget(self, asker: Hashable, turn: Turn) -> None:
        with self._changed:
            if self._newest.get(asker) is turn:
                del self._newest[asker]
