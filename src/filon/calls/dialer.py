"""The process that calls: `filon dialer`, as many copies as one likes.

One event loop holds the calls; the database is asked in threads, so that a slow query delays no packet. The dialer
claims what is due, places it, follows each call to its end and writes it down. It says several times a lease that it
lives; one that says nothing any more is given up by the others (``reaper``).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.db import close_old_connections, connections

from filon.calls import desk, reaper
from filon.calls.asking import Samples
from filon.calls.carriers import Audio
from filon.calls.claim import Placing
from filon.calls.conversation import SPEECHLESS, converse
from filon.calls.desk import Claimed, TrunkRef
from filon.calls.full.speech import speech_for
from filon.calls.missed import reception
from filon.calls.outcome import End
from filon.calls.pausing import OUT_OF_REACH
from filon.calls.report import Asked, CallReport
from filon.calls.trunk_pool import Opened, TrunkPool
from filon.kernel.clock import SystemClock
from filon.voice.causes import Outcome as Cause
from filon.voice.sip.resolve import OutOfReach
from filon.voice.speaker import spoken
from filon.voice.trunk import TrunkFull

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")

CLAIM_EVERY_S = 0.1
IDLE_S = 0.4
"""More patience while there is nothing to call at all."""
HEARTBEAT_S = 3.0
REAP_EVERY_S = 2.0
SWEEP_EVERY_S = 1.0
DRAIN_S = 8.0
"""A dialer that is told to stop lets its calls end for so long, then hangs up."""
LONGEST_PAUSE_S = 10.0
WRITTEN_AGAIN_S = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""Pauses between one try to write what became of a call and the next."""
THREADS = 4
SPEAKING_THREADS = 32
"""Sentences that are read aloud or understood at once: a recogniser that hangs keeps no other call waiting."""
MOST_CALLS = 150
"""Calls of one process: its crash domain (design, §3)."""


class Sounds(Protocol):
    """What opens the audio of a call: ``voice.media.engine.MediaEngine``, or a far end of a test."""

    def open(self, opened: Opened) -> Audio: ...


@dataclass(slots=True)
class _Held:
    ref: TrunkRef
    task: asyncio.Task[None]
    begun: float


class Dialer:
    """``await Dialer(sounds).run(stop)``. ``name`` is its holder's; unique for each start."""

    def __init__(self, sounds: Sounds, *, most: int = MOST_CALLS, name: str = "") -> None:
        self.name = name or f"{socket.gethostname()[:60]}-{os.getpid()}-{secrets.token_hex(4)}"
        self._sounds = sounds
        self._most = most
        self._held: dict[UUID, _Held] = {}
        self._pool = TrunkPool()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="dialer")

    @property
    def live(self) -> int:
        return len(self._held)

    async def run(self, stop: asyncio.Event) -> None:
        """Call until told to stop; then let calls end, hang up what is left, and give everything back."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(SPEAKING_THREADS, "speech"))
        over = asyncio.Event()
        alive = asyncio.create_task(self._again(self._say_alive, HEARTBEAT_S, until=over))
        reaping = asyncio.create_task(self._again(self._hang_up, REAP_EVERY_S, until=stop))
        await asyncio.gather(
            self._again(self._claim, CLAIM_EVERY_S, until=stop),
            self._again(self._sweep, SWEEP_EVERY_S, until=stop),
            self._again(self._reap, REAP_EVERY_S, until=stop),
        )
        await self._drain()
        over.set()
        await _cancel(reaping, alive)
        await self._pool.close()
        await self._db(connections.close_all)
        self._threads.shutdown(wait=True)

    async def _again(self, do: Callable[[], Awaitable[object]], every: float, *, until: asyncio.Event) -> None:
        """A turn that fails is told of and tried again: a database that is away for a moment ends nothing. A turn that
        has begun is ended: what it claimed is called."""
        failures = 0
        while not until.is_set():
            try:
                await do()
                failures = 0
            except Exception:
                failures += 1
                log.exception("the dialer's %s failed", getattr(do, "__name__", "turn").strip("_"))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(until.wait(), min(LONGEST_PAUSE_S, every * 2**failures))

    async def _claim(self) -> None:
        trunks = await self._db(desk.open_trunks)
        if not trunks and not self._held:
            await asyncio.sleep(IDLE_S)
        for ref in trunks:
            room = self._most - len(self._held)
            if room <= 0:
                return
            claimed = await self._db(desk.claim_on, ref, holder=self.name, room=room)
            for placing in claimed.placings:
                assert claimed.trunk is not None
                task = asyncio.create_task(self._call(ref, placing, claimed))
                self._held[placing.attempt_id] = _Held(ref, task, asyncio.get_running_loop().time())

    async def _call(self, ref: TrunkRef, placing: Placing, claimed: Claimed) -> None:
        begun = asyncio.get_running_loop().time()

        async def drop() -> None:
            ended_s = asyncio.get_running_loop().time() - begun
            await self._db(desk.drop, ref, placing.attempt_id, holder=self.name, ended_s=ended_s)

        try:
            report = await self._converse(ref, placing, claimed)
            await self._write(ref, placing.attempt_id, report)
        except asyncio.CancelledError:
            await drop()
            raise
        except Exception:
            log.exception("attempt %s broke off", placing.attempt_id)
            await drop()
        finally:
            self._held.pop(placing.attempt_id, None)

    async def _write(self, ref: TrunkRef, attempt_id: UUID, report: CallReport) -> None:
        """What became of the call, said again while the database is away: somebody who answered is not called again
        for that. Until it is written the call is held, so nobody else gives it up."""
        for pause in (*WRITTEN_AGAIN_S, None):
            try:
                written = await self._db(desk.finish, ref, attempt_id, report, holder=self.name)
            except Exception:
                if pause is None:
                    raise
                log.exception("what became of attempt %s is not written yet", attempt_id)
                await asyncio.sleep(pause)
            else:
                if not written:
                    log.warning("attempt %s was given up before it ended here", attempt_id)
                return

    async def _converse(self, ref: TrunkRef, placing: Placing, claimed: Claimed) -> CallReport:
        """The call; a trunk that cannot be reached at all is one that has no line to give, and nobody is called to be
        talked to by somebody deaf."""
        assert claimed.trunk is not None
        speech = speech_for(practice=claimed.practice) if placing.brief else None
        if placing.brief and speech is None:
            return _not_placed(placing.phone, Cause.CONGESTION, SPEECHLESS)
        sentence = await self._sentence(ref, placing)
        try:
            opened = await self._pool.get(ref.trunk_id, claimed.trunk)
            self._receive(ref, opened)
            await asyncio.sleep(_until(placing.dial_at))
            audio = self._sounds.open(opened)
        except OutOfReach:
            return _not_placed(placing.phone, Cause.CONFIGURATION, OUT_OF_REACH)
        except OSError as fault:
            return _not_placed(placing.phone, Cause.CONGESTION, fault.strerror or type(fault).__name__)

        async def watch(dialog: Mapping[str, Any], up: bool) -> bool:
            return await self._db(desk.note, ref, placing.attempt_id, dialog, holder=self.name, up=up)

        async def oppose() -> None:
            await self._db(desk.oppose, ref, placing.attempt_id)

        try:
            asked = Asked(placing.phone, placing.caller, sentence=sentence, brief=placing.brief, speech=speech)
            return await converse(asked, line=opened.trunk, audio=audio, watch=watch, oppose=oppose)
        except TrunkFull:
            return _not_placed(placing.phone, Cause.CONGESTION, "full")
        except ValueError:
            return _not_placed(placing.phone, Cause.UNASSIGNED, "number")

    async def _sentence(self, ref: TrunkRef, placing: Placing) -> Samples | None:
        """What the campaign says where listening hesitates: its recording, else its words read by the machine."""
        if placing.recorded and (said := await self._db(desk.recorded, ref, placing.recorded)) is not None:
            return said
        return await asyncio.to_thread(spoken, placing.sentence, placing.language)

    async def _say_alive(self) -> None:
        held: dict[UUID, list[UUID]] = {}
        for attempt_id, call in self._held.items():
            held.setdefault(call.ref.workspace_id, []).append(attempt_id)
        if held:
            await self._db(desk.keep_alive, held, holder=self.name)

    async def _sweep(self) -> None:
        await self._db(desk.sweep)

    async def _reap(self) -> None:
        await self._db(desk.reap, spare=tuple(self._held))

    async def _hang_up(self) -> None:
        await reaper.hang_up_all(self._pool, ask=self._db)

    async def _drain(self) -> None:
        tasks = [held.task for held in self._held.values()]
        if tasks:
            _done, left = await asyncio.wait(tasks, timeout=DRAIN_S)
            await _cancel(*left)

    def _receive(self, ref: TrunkRef, opened: Opened) -> None:
        """Whoever calls a trunk while it is open is refused and written down as missed (MO-26)."""
        if opened.trunk.agent.stranger is None:
            reception.receive_on(opened.trunk, workspace_id=ref.workspace_id, trunk_id=ref.trunk_id, later=self._later)

    def _later(self, write: Callable[[], object]) -> None:
        self._threads.submit(_told, write)

    async def _db(self, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Ask the database in a thread of ours."""

        def ask() -> R:
            close_old_connections()
            return function(*args, **kwargs)

        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._threads, ask))


def _told(write: Callable[[], object]) -> None:
    """A write that nobody waits for: its fault is told, and ends nothing."""
    close_old_connections()
    try:
        write()
    except Exception:
        log.exception("a missed call was not written down")


def _not_placed(phone: str, cause: Cause, why: str) -> CallReport:
    return CallReport(phone=phone, end=End(failed=cause), ended_s=0.0, cause=why[:20])


def _until(moment: datetime) -> float:
    return max(0.0, (moment - SystemClock().now()).total_seconds())


async def _cancel(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
