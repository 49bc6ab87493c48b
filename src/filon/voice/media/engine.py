"""The audio of all calls of a process: one pacer, one child that listens, sessions that come and go."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import itertools
import logging
import queue
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType

from filon.voice.listen.classify import Verdict
from filon.voice.listen.decision import LIGHT, Limits
from filon.voice.listen.texture import STEP
from filon.voice.media.hearing import Hearing, Piece, Told
from filon.voice.media.pacer import Pacer
from filon.voice.media.session import MediaSession, MediaSettings, bind

log = logging.getLogger(__name__)
BATCH_S = 0.5
"""Calls that have half a second more to be heard are sent to the listeners this often: each message has its price."""

SWITCH_S = 0.001
"""How long another thread may keep the interpreter from the pacer; Python's own default is five times as much."""

RESTART_AFTER_S = 1.0
ANY_PORT = (0,)


@dataclass
class _Listening:
    """A session with ears. `asked` waits for the final word."""

    session: MediaSession
    told: Callable[[Verdict], None] | None
    asked: list[Callable[[Verdict | None], None]] = field(default_factory=list)


class MediaEngine:
    """One for each process, as `with MediaEngine() as engine`; sessions are opened in any event loop."""

    def __init__(self, *, limits: Limits = LIGHT, ports: Sequence[int] = ANY_PORT) -> None:
        self.pacer = Pacer()
        self._limits = limits
        self._ports = ports
        self._keys = itertools.count(1)
        self._heard_by: dict[MediaSession, int] = {}
        self._listening: dict[int, _Listening] = {}
        self._wishes: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._hearing: Hearing | None = None
        self._stop = threading.Event()
        self._hurry = threading.Event()
        """Somebody waits for a last word: that is not put off until the next batch."""
        self._feeder = threading.Thread(target=self._feed, name="listeners", daemon=True)

    def __enter__(self) -> MediaEngine:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the clock. What the process has loaded so far is left out of garbage collection from now on."""
        sys.setswitchinterval(SWITCH_S)
        gc.collect()
        gc.freeze()
        self.pacer.start()
        self._feeder.start()

    def close(self) -> None:
        """Stop clock and listeners; sessions should be closed before."""
        self.pacer.stop()
        self._stop.set()
        self._hurry.set()
        self._feeder.join()
        if self._hearing:
            self._hearing.stop()
        gc.unfreeze()  # what start() froze would outlive the interpreter

    def open(self, local: str, settings: MediaSettings | None = None) -> MediaSession:
        """A session on an address of this machine; silent until `connect`. Raises OSError: no port is free."""
        return MediaSession(self, bind(local, self._ports), settings or MediaSettings())

    @property
    def listener_process_id(self) -> int | None:
        """The child's, once a session has been listened to."""
        return self._hearing.process_id if self._hearing else None

    # For sessions

    def listen(self, session: MediaSession, told: Callable[[Verdict], None] | None) -> None:
        self._wishes.put(lambda: self._begin(session, told))
        self._hurry.set()  # what is said at once after the answer is heard

    async def conclude(self, session: MediaSession) -> Verdict | None:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Verdict | None] = loop.create_future()

        def conclude(verdict: Verdict | None) -> None:
            if not answer.done():
                answer.set_result(verdict)

        def told(verdict: Verdict | None) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(conclude, verdict)

        self._wishes.put(lambda: self._finish(session, told))
        self._hurry.set()
        return await answer

    def close_session(self, session: MediaSession) -> None:
        self._wishes.put(lambda: self._finish(session, None))

        def end() -> None:
            self.pacer.drop(session)
            session.end()

        self.pacer.post(end)

    # The feeder's thread

    def _feed(self) -> None:
        due = time.monotonic() + BATCH_S
        while not self._stop.is_set():
            self._hurry.wait(max(0.0, due - time.monotonic()))
            self._hurry.clear()
            try:
                while not self._wishes.empty():
                    self._wishes.get()()
                if (now := time.monotonic()) >= due:
                    due = max(due + BATCH_S, now)
                    self._send()
                if self._hearing:
                    self._hearing.flush()
            except OSError:
                self._restart()
                self._stop.wait(RESTART_AFTER_S)

    def _send(self) -> None:
        """What every call has heard since the last batch."""
        if self._hearing and self._listening:
            self._hearing.hear(
                piece for key, each in list(self._listening.items()) if (piece := _fresh(key, each.session))
            )

    def _begin(self, session: MediaSession, told: Callable[[Verdict], None] | None) -> None:
        if self._hearing is None:
            self._hearing = Hearing(self._limits, self._on_told)
        if session in self._heard_by:
            self._finish(session, None)
        key = next(self._keys)
        self._heard_by[session] = key
        self._listening[key] = _Listening(session, told)
        session.fresh.clear()
        session.listening = True
        self._hearing.open(key)

    def _finish(self, session: MediaSession, asked: Callable[[Verdict | None], None] | None) -> None:
        session.listening = False
        key = self._heard_by.pop(session, None)
        if key is None or self._hearing is None or key not in self._listening:
            if asked:
                asked(None)
            return
        if asked is None:
            del self._listening[key]
            self._hearing.forget(key)
            return
        self._listening[key].asked.append(asked)
        if piece := _fresh(key, session, all_of_it=True):
            self._hearing.hear([piece])
        self._hearing.close(key)

    def _on_told(self, told: Told | None) -> None:
        """In the thread that reads verdicts."""
        if told is None:
            self._wishes.put(self._look)
            self._hurry.set()
            return
        each = self._listening.get(told.key)
        if each is None:
            return
        if told.final:
            self._listening.pop(told.key, None)
            for asked in each.asked:
                asked(told.verdict)
        elif each.told and told.verdict:
            each.session.tell(each.told, told.verdict)

    def _look(self) -> None:
        """Whoever waits for a last word is not left waiting when the child ends by itself, with nothing to be sent."""
        if self._hearing and self._hearing.gone:
            raise BrokenPipeError

    def _restart(self) -> None:
        """The child is gone: a new one, to whom every call that is still up begins now."""
        log.error("the listening process ended; another one takes over")
        lost, self._listening = self._listening, {}
        if self._hearing:
            self._hearing.stop()
        self._hearing = None
        for key, each in lost.items():
            for asked in each.asked:
                asked(None)
            if self._heard_by.pop(each.session, None) == key:
                self.listen(each.session, each.told)


def _fresh(key: int, session: MediaSession, *, all_of_it: bool = False) -> Piece | None:
    """What the session heard since it was last asked: whole steps of the listener, as it hears nothing before one."""
    waiting = len(session.fresh)
    count = waiting if all_of_it else waiting // STEP * STEP
    return (key, session.law, b"".join([session.fresh.popleft() for _ in range(count)])) if count else None
