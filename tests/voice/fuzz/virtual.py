"""An event loop whose clock jumps to the next timer: what takes minutes is over at once, and every time alike."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


class NothingLeft(AssertionError):
    """Somebody waits for something that will never happen."""


class VirtualLoop(asyncio.BaseEventLoop):
    """No sockets, no threads: callbacks and timers only. It is its own selector."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        self._selector = self

    def time(self) -> float:
        return self._now

    def select(self, timeout: float | None) -> list[Any]:
        """What a selector would wait for, passed at once."""
        if timeout is None:
            raise NothingLeft
        self._now += timeout
        return []

    def _process_events(self, event_list: list[Any]) -> None:
        """There are none."""

    def _write_to_self(self) -> None:
        """Nobody sleeps who would have to be woken."""


def run(play: Coroutine[Any, Any, None]) -> None:
    """`asyncio.run` in virtual time."""
    loop = VirtualLoop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(play)
        for task in asyncio.all_tasks(loop):
            task.cancel()
            task.add_done_callback(lambda _: None)
        loop.run_until_complete(asyncio.sleep(0))
    finally:
        asyncio.set_event_loop(None)
        loop.close()
