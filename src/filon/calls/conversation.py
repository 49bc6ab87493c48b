"""One call, from its first packet to its report: listened to and, where there is a brief, talked to.

Knows no database: the dialer, the command line and the bench use it alike, over any trunk and any audio that keep these
protocols.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass

import numpy as np

from filon.calls.asking import RATE, Asking, Samples
from filon.calls.carriers import Audio, Line, Oppose, Watch, nobody_watches
from filon.calls.clips import changed, decisive
from filon.calls.holding import Holding
from filon.calls.outcome import End
from filon.calls.report import Asked, CallReport, Clip, Moment
from filon.voice.causes import outcome_of
from filon.voice.dialogue.findings import Findings
from filon.voice.events import Answered, CallEvent, EarlyMedia, Ended, Failed, ReInvite, Ringing
from filon.voice.listen.classify import Verdict
from filon.voice.sip.sdp import Answer
from filon.voice.trunk import Call

log = logging.getLogger(__name__)
CONCLUDE_WITHIN_S = 5.0
"""The listener's last word comes within this, or the call has none."""
GOODBYE_S = 5.0
"""After we hang up the trunk has this long to say that the call is over."""
EARLY_WORDS = frozenset({"unassigned"})
"""What is believed before anybody has answered: an announcement overrides the code that follows it."""
PERSON = "human"
SPEECHLESS = "speech"
"""The cause of a call that could not be held: the recogniser or the voice is away."""


@dataclass(frozen=True, slots=True)
class _TalkOver:
    """The dialogue has ended by itself; ``fault``: it could not be held."""

    fault: str = ""


async def converse(
    asked: Asked, *, line: Line, audio: Audio, watch: Watch | None = None, oppose: Oppose | None = None
) -> CallReport:
    """Call, listen until it is clear what answered, talk to a person where there is a brief, hang up, and tell.

    ``oppose`` is told at once of a person who wants no more calls: whatever breaks off afterwards, that holds.
    The audio is closed and the call is over when this returns or is cancelled. Raises ``voice.trunk.TrunkFull`` and
    ValueError, before anything was sent.
    """
    conversation = _Conversation(asked, audio, watch or nobody_watches, oppose)
    try:
        return await conversation.run(line)
    finally:
        conversation.leave()


_News = CallEvent | tuple[bool, Verdict] | _TalkOver


class _Conversation:
    def __init__(self, asked: Asked, audio: Audio, watch: Watch, oppose: Oppose | None) -> None:
        self._asked = asked
        self._audio = audio
        self._watch = watch
        self._oppose = oppose
        self._loop = asyncio.get_running_loop()
        self._begun = self._loop.time()
        self._news: asyncio.Queue[_News] = asyncio.Queue()
        self._call: Call | None = None
        self._reader: asyncio.Task[None] | None = None
        self._asking: asyncio.Task[None] | None = None
        self._holding: Holding | None = None
        self._talk_over: _TalkOver | None = None
        self._moments: list[Moment] = []
        self._ringing_s: float | None = None
        self._answered_s: float | None = None
        self._connected_s: float | None = None
        self._early: Verdict | None = None
        self._verdict: Verdict | None = None
        self._skipped = 0
        self._lost = False

    async def run(self, line: Line) -> CallReport:
        offer = self._audio.offer()
        self._call = await line.place(self._asked.phone, self._asked.caller, offer, self._asked.ring_timeout)
        self._note("placed")
        self._reader = self._loop.create_task(self._read(self._call))
        await self._tell(up=False)
        last = await self._follow()
        await self._hear_out()
        await self._conclude()
        return self._report(last)

    def leave(self) -> None:
        """Whatever happened: the far end is told, the port is given back."""
        if self._call:
            self._call.hangup()
        for task in (self._reader, self._asking, self._holding):
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
                case _TalkOver():
                    self._talk_over = news
                    self._note("talked", news.fault)
                    self._call.hangup()
                case (live, verdict):
                    self._heard(verdict, live=live)

    async def _next(self) -> _News | None:
        """What happens next; None when the trunk says nothing more of a call that we ended."""
        if not self._is_decided():
            return await self._news.get()
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(self._news.get(), GOODBYE_S)
        return None

    def _is_decided(self) -> bool:
        early = self._early is not None and self._early.nature in EARLY_WORDS
        heard = self._verdict is not None and not self._talks_on(self._verdict)
        return self._lost or heard or early or self._talk_over is not None

    def _talks_on(self, verdict: Verdict) -> bool:
        """Whether what listening says does not end the call: a person is talked to."""
        return self._holding is not None and self._talk_over is None and verdict.nature == PERSON

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
        self._skipped = len(self._audio.recording())
        if self._asked.brief and self._asked.speech:
            self._holding = Holding(
                self._asked.brief,
                self._asked.speech,
                audio=self._audio,
                skipped=self._skipped,
                over=lambda fault: self._news.put_nowait(_TalkOver(fault)),
                oppose=self._oppose,
            )
        elif self._asked.sentence is not None:
            self._asking = self._loop.create_task(self._ask(self._asked.sentence))
        await self._tell(up=True)

    async def _hear_out(self) -> None:
        """What a person says as they hang up counts; what a machine goes on saying does not."""
        machine = self._verdict is not None and self._verdict.nature != PERSON
        if self._holding and (self._understood() or not machine):
            await self._holding.hear_out()

    async def _ask(self, sentence: Samples) -> None:
        try:
            verdict = await Asking(self._audio, sentence, self._skipped, lambda: self._note("asked")).run()
            if verdict:
                self._news.put_nowait((True, verdict))
        except Exception:
            log.exception("the far end could not be asked who it is")

    def _heard(self, verdict: Verdict, *, live: bool) -> None:
        assert self._call
        if self._understood():
            return
        if live and self._answered_s is not None:
            self._verdict = verdict
            if self._holding and verdict.nature == PERSON:
                self._holding.talk.is_person()
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
        if self._connected_s is None or self._lost or self._verdict or self._understood():
            return
        if self._early and self._early.nature in EARLY_WORDS:
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
        end, findings = self._end(failed), self._holding.talk.findings() if self._holding else None
        talked = findings if end.heard == PERSON and failed is None else None
        excerpt, heard_from, heard_to = self._excerpt(None if talked else verdict)
        return CallReport(
            phone=self._asked.phone,
            end=end,
            ended_s=self._now(),
            ringing_s=self._ringing_s,
            answered_s=self._answered_s,
            code=failed.code if failed else None,
            q850=last.q850,
            cause=str(failed.cause) if failed else SPEECHLESS if end.interrupted else "",
            verdict=verdict,
            excerpt=excerpt,
            heard_from=heard_from,
            heard_to=heard_to,
            hold_s=self._hold(verdict),
            findings=talked,
            clips=self._clips(talked) if talked else (),
            lost=self._lost,
            moments=tuple(self._moments),
        )

    def _end(self, failed: Failed | None) -> End:
        if failed is None and self._answered_s is not None:
            if self._understood():
                return End(PERSON)
            if self._talk_over and self._talk_over.fault:
                return End(interrupted=True)
            return End(self._verdict.nature if self._verdict else "")
        word = self._early.nature if self._early and self._early.nature in EARLY_WORDS else ""
        return End(word, outcome_of(failed) if failed else None)

    def _understood(self) -> bool:
        """Whether the far end said something that only a person says."""
        return self._holding is not None and self._holding.talk.understood

    def _hold(self, verdict: Verdict | None) -> float | None:
        """Seconds from the answer to a person's first word, where there was one (A-ST-1)."""
        if self._answered_s is None:
            return None
        if verdict is None and self._holding and self._understood():
            return self._holding.talk.greeted_at
        return verdict.hold_s if verdict else None

    def _excerpt(self, verdict: Verdict | None) -> tuple[Samples, float | None, float | None]:
        """What decided what answered. Of a person who was talked to, only what they changed is kept (`_clips`)."""
        if verdict is None or self._connected_s is None:
            return np.zeros(0, np.int16), None, None
        since = self._connected_s if self._answered_s is None else self._answered_s
        return decisive(self._audio.recording(), verdict, listened_s=since - self._connected_s)

    def _clips(self, findings: Findings) -> tuple[Clip, ...]:
        return changed(self._audio.recording(), findings, answered_s=self._skipped / RATE)

    def _now(self) -> float:
        return round(self._loop.time() - self._begun, 3)

    def _note(self, what: str, detail: str = "") -> None:
        self._moments.append(Moment(self._now(), what, detail))
