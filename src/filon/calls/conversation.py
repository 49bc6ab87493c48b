"""One Light call, from its first packet to its report.

Knows no database: the dialer, the command line and the bench use it alike, over any trunk and any audio that keep these
protocols.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from filon.calls.asking import RATE, Asking, Samples
from filon.calls.outcome import End
from filon.voice.causes import outcome_of
from filon.voice.events import Answered, CallEvent, EarlyMedia, Ended, Failed, ReInvite, Ringing
from filon.voice.listen.classify import Verdict
from filon.voice.sip.sdp import Answer, Offer
from filon.voice.trunk import Call

log = logging.getLogger(__name__)
RING_TIMEOUT_S = 45.0
CONCLUDE_WITHIN_S = 5.0
"""The listener's last word comes within this, or the call has none."""
GOODBYE_S = 5.0
"""After we hang up the trunk has this long to say that the call is over."""
EARLY_WORDS = frozenset({"unassigned"})
"""What is believed before anybody has answered: an announcement overrides the code that follows it."""
BEFORE_S, AFTER_S, LONGEST_EXCERPT_S = 1.0, 0.5, 20.0


class Line(Protocol):
    """What places calls: ``voice.trunk.Trunk``."""

    async def place(self, to: str, caller: str, offer: Offer, ring_timeout: float = ...) -> Call: ...


class Audio(Protocol):
    """The audio of one call: ``voice.media.session.MediaSession``."""

    def offer(self) -> Offer: ...

    def connect(self, answer: Answer) -> None: ...

    def listen(self, told: Callable[[Verdict], None] | None = None) -> None: ...

    async def conclude(self) -> Verdict | None: ...

    def play(self, samples: Samples) -> asyncio.Future[bool]: ...

    def recording(self) -> Samples: ...

    def close(self) -> None: ...


Watch = Callable[[Mapping[str, Any], bool], Awaitable[bool]]
"""Told of the dialog when the call was placed, when it rings and when it is up (True), as each of them adds to what it
takes to end the call from elsewhere; answers False when the call is not ours any more: it is ended at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to call (E.164), and as whom. ``sentence`` is said when listening hesitates; nothing is where it is None."""

    phone: str
    caller: str
    ring_timeout: float = RING_TIMEOUT_S
    sentence: Samples | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, ``at`` seconds after the call was placed."""

    at: float
    what: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class CallReport:
    """Everything that happened. Times are seconds since the call was placed.

    ``excerpt`` is what the far end said around the moment that decided, of which ``heard_from``…``heard_to`` seconds
    count. ``lost``: the call was taken from its holder.
    """

    phone: str
    end: End
    ended_s: float
    ringing_s: float | None = None
    answered_s: float | None = None
    code: int | None = None
    q850: int | None = None
    cause: str = ""
    verdict: Verdict | None = None
    excerpt: Samples = field(default_factory=lambda: np.zeros(0, np.int16))
    heard_from: float | None = None
    heard_to: float | None = None
    lost: bool = False
    moments: tuple[Moment, ...] = ()


async def converse(asked: Asked, *, line: Line, audio: Audio, watch: Watch | None = None) -> CallReport:
    """Call, listen until it is clear what answered, hang up, and tell. The audio is closed and the call is over when
    this returns or is cancelled. Raises ``voice.trunk.TrunkFull`` and ValueError, before anything was sent."""
    conversation = _Conversation(asked, audio, watch or _nobody_watches)
    try:
        return await conversation.run(line)
    finally:
        conversation.leave()


class _Conversation:
    def __init__(self, asked: Asked, audio: Audio, watch: Watch) -> None:
        self._asked = asked
        self._audio = audio
        self._watch = watch
        self._loop = asyncio.get_running_loop()
        self._begun = self._loop.time()
        self._news: asyncio.Queue[CallEvent | tuple[bool, Verdict]] = asyncio.Queue()
        self._call: Call | None = None
        self._reader: asyncio.Task[None] | None = None
        self._asking: asyncio.Task[None] | None = None
        self._moments: list[Moment] = []
        self._ringing_s: float | None = None
        self._answered_s: float | None = None
        self._connected_s: float | None = None
        self._early: Verdict | None = None
        self._verdict: Verdict | None = None
        self._lost = False

    async def run(self, line: Line) -> CallReport:
        offer = self._audio.offer()
        self._call = await line.place(self._asked.phone, self._asked.caller, offer, self._asked.ring_timeout)
        self._note("placed")
        self._reader = self._loop.create_task(self._read(self._call))
        await self._tell(up=False)
        last = await self._follow()
        await self._conclude()
        return self._report(last)

    def leave(self) -> None:
        """Whatever happened: the far end is told, the port is given back."""
        if self._call:
            self._call.hangup()
        for task in (self._reader, self._asking):
            if task:
                task.cancel()
        self._audio.close()

    async def _read(self, call: Call) -> None:
        async for event in call.events():
            self._news.put_nowait(event)

    async def _follow(self) -> Failed | Ended:
        assert self._call
        while True:
            news = await self._next()
            match news:
                case None:
                    return Ended(self._loop.time(), "lost")
                case Failed() | Ended():
                    return news
                case Answered():
                    await self._answered(news)
                case Ringing() | EarlyMedia():
                    await self._rings(news)
                case ReInvite():
                    self._audio.connect(news.answer)
                    self._note("changed")
                case (live, verdict):
                    self._heard(verdict, live=live)

    async def _next(self) -> CallEvent | tuple[bool, Verdict] | None:
        """What happens next; None when the trunk says nothing more of a call that we ended."""
        if not self._is_decided():
            return await self._news.get()
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(self._news.get(), GOODBYE_S)
        return None

    def _is_decided(self) -> bool:
        early = self._early is not None and self._early.nature in EARLY_WORDS
        return self._lost or self._verdict is not None or early

    async def _rings(self, event: Ringing | EarlyMedia) -> None:
        if self._ringing_s is None:
            self._ringing_s = self._now()
            await self._tell(up=False)
        self._note("early audio" if isinstance(event, EarlyMedia) else "ringing", str(event.code))
        if isinstance(event, EarlyMedia):
            self._connect(event.answer)
            self._audio.listen(lambda verdict: self._news.put_nowait((False, verdict)))

    async def _answered(self, event: Answered) -> None:
        self._answered_s = self._now()
        self._note("answered", event.answer.codec.name)
        self._connect(event.answer)
        self._audio.listen(lambda verdict: self._news.put_nowait((True, verdict)))
        if self._asked.sentence is not None:
            self._asking = self._loop.create_task(self._ask(self._asked.sentence))
        await self._tell(up=True)

    async def _ask(self, sentence: Samples) -> None:
        skipped = len(self._audio.recording())
        try:
            verdict = await Asking(self._audio, sentence, skipped, lambda: self._note("asked")).run()
            if verdict:
                self._news.put_nowait((True, verdict))
        except Exception:
            log.exception("the far end could not be asked who it is")

    def _heard(self, verdict: Verdict, *, live: bool) -> None:
        assert self._call
        if live and self._answered_s is not None:
            self._verdict = verdict
        elif self._answered_s is None:
            self._early = verdict
        self._note("heard", verdict.nature)
        if self._is_decided():
            self._call.hangup()

    def _connect(self, answer: Answer) -> None:
        if self._connected_s is None:
            self._connected_s = self._now()
        self._audio.connect(answer)

    async def _tell(self, *, up: bool) -> None:
        assert self._call
        if not await self._watch(self._call.dialog().as_json(), up):
            self._lost = True
            self._call.hangup()

    async def _conclude(self) -> None:
        """The likeliest word on what was heard, when the far end was quicker than the listener."""
        if self._connected_s is None or self._is_decided():
            return
        with contextlib.suppress(TimeoutError):
            verdict = await asyncio.wait_for(self._audio.conclude(), CONCLUDE_WITHIN_S)
            if self._answered_s is None:
                self._early = verdict
            else:
                self._verdict = verdict

    def _report(self, last: Failed | Ended) -> CallReport:
        failed = last if isinstance(last, Failed) else None
        self._note("failed" if failed else "ended", failed.reason if failed else getattr(last, "by", ""))
        verdict = self._verdict if self._answered_s is not None else self._early
        excerpt, heard_from, heard_to = self._excerpt(verdict)
        return CallReport(
            phone=self._asked.phone,
            end=self._end(failed),
            ended_s=self._now(),
            ringing_s=self._ringing_s,
            answered_s=self._answered_s,
            code=failed.code if failed else None,
            q850=last.q850,
            cause=str(failed.cause) if failed else "",
            verdict=verdict,
            excerpt=excerpt,
            heard_from=heard_from,
            heard_to=heard_to,
            lost=self._lost,
            moments=tuple(self._moments),
        )

    def _end(self, failed: Failed | None) -> End:
        if failed is None and self._answered_s is not None:
            return End(self._verdict.nature if self._verdict else "")
        word = self._early.nature if self._early and self._early.nature in EARLY_WORDS else ""
        return End(word, outcome_of(failed) if failed else None)

    def _excerpt(self, verdict: Verdict | None) -> tuple[Samples, float | None, float | None]:
        """The seconds that decided with a little before and after, on the clock of the recording."""
        if verdict is None or self._connected_s is None:
            return np.zeros(0, np.int16), None, None
        listened_s = self._answered_s if self._answered_s is not None else self._connected_s
        decided = listened_s - self._connected_s + verdict.decided_at
        since = max(0.0, decided - min(verdict.decided_at, LONGEST_EXCERPT_S))
        first = max(0.0, since - BEFORE_S)
        sound = self._audio.recording()[round(first * RATE) : round((decided + AFTER_S) * RATE)]
        return sound, round(since - first, 2), round(min(decided - first, len(sound) / RATE), 2)

    def _now(self) -> float:
        return round(self._loop.time() - self._begun, 3)

    def _note(self, what: str, detail: str = "") -> None:
        self._moments.append(Moment(self._now(), what, detail))


async def _nobody_watches(_dialog: Mapping[str, Any], _up: bool) -> bool:
    return True
