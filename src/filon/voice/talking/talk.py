"""A dialogue on a live call: what is heard becomes words, what the dialogue wants is said.

Knows no trunk and no listener: whoever places the call says when a person was recognised (`Talk.is_person`) and ends
the call when `run` returns.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from filon.voice.dialogue.brief import (
    Act,
    Brief,
    Event,
    FallSilent,
    HangUp,
    OnHold,
    Opened,
    Say,
    TheyBegan,
    TheySaid,
    Tick,
    WeSaid,
)
from filon.voice.dialogue.findings import Findings
from filon.voice.dialogue.machine import Dialogue
from filon.voice.dialogue.meanings import Intent
from filon.voice.media.rtp import RATE
from filon.voice.speech.transcript import Learner, Samples, Speaker, Transcriber
from filon.voice.speech.turns import Began, Ended, Turns
from filon.voice.talking.mouth import Mouth, Sound
from filon.voice.talking.opening import Opening

LOOK_EVERY_S = 0.06
TICK_EVERY_S = 0.25
MUSIC_FROM_S = 6.0
"""Nobody answers a question for so long without a breath: it is music, or a recording while we are on hold."""
LAST_WORDS_S = 12.0
"""A farewell that takes longer is cut."""
UNDERSTANDS_WITHIN_S = 15.0
"""A recogniser that takes longer is away: nobody waits in silence for what it says."""
OPENS_WITHIN_S = 90.0
"""Longer than the listener takes: whoever has not waited for us by then never will."""
AROUND_S = 0.15
"""Sound before and after what was said that a recogniser gets along."""


class Heard(Sound, Protocol):
    """The audio of one call: ``voice.media.session.MediaSession``."""

    def recording(self, since: int = 0) -> Samples: ...


@dataclass(frozen=True, slots=True)
class Speech:
    """What it takes to talk."""

    transcriber: Transcriber
    voice: Speaker


class Talk:
    """``skipped`` are the samples recorded before the answer: the dialogue's clock begins there.

    ``run`` returns when everything was said, and raises what the recogniser or the voice raised, OSError where one is
    away; cancel it when the call ends, then ask for the `last_words`. ``findings`` can be asked at any time, afterwards
    too. ``objected`` is told once, as soon as they want no more calls.
    """

    def __init__(
        self,
        brief: Brief,
        *,
        audio: Heard,
        speech: Speech,
        skipped: int = 0,
        objected: Callable[[], None] | None = None,
    ) -> None:
        self._dialogue = Dialogue(brief)
        self._language = brief.language
        self._audio = audio
        self._speech = speech
        self._skipped = self._at = skipped
        self._turns = Turns()
        self._opening = Opening()
        self._opened_at: float | None = None
        self._mouth = Mouth(audio, speech.voice, language=brief.language, over=self._said, failed=self._fails)
        self._events: deque[Event] = deque()
        self._utterances: asyncio.Queue[Ended] = asyncio.Queue()
        self._in_hand: Ended | None = None
        self._pondering = 0
        self._objected = objected
        self._speaking_since: float | None = None
        self._on_hold = False
        self._ticked_at = 0.0
        self._fault: Exception | None = None
        self._learning: asyncio.Task[None] | None = None

    def is_person(self) -> None:
        """The listener is sure of a person: no need to wait longer than manners ask."""
        self._opening.person = True

    @property
    def opened(self) -> bool:
        """Whether we have begun to speak."""
        return self._opened_at is not None

    @property
    def understood(self) -> bool:
        """Whether something that was said to us made sense: no recording does that."""
        since = self._opened_at
        return since is not None and any(
            turn.intent not in ("", Intent.VOICEMAIL) and not turn.ours and turn.start >= since
            for turn in self._dialogue.findings().turns
        )

    @property
    def greeted_at(self) -> float | None:
        """When they began their last words before ours, in seconds of the call; None when they waited in silence."""
        return self._opening.greeted

    def findings(self) -> Findings:
        """What is known so far."""
        return self._dialogue.findings()

    async def run(self) -> None:
        """Talk until all is said."""
        listening = asyncio.create_task(self._understand())
        try:
            while not self._dialogue.over:
                self._hear()
                self._go_on()
                if self._fault:
                    raise self._fault
                if not self.opened and self._now >= OPENS_WITHIN_S:
                    return
                await asyncio.sleep(LOOK_EVERY_S)
            await self._end()
        finally:
            listening.cancel()
            if self._learning:
                self._learning.cancel()
            self._mouth.close()

    async def last_words(self) -> None:
        """After the end of the call: what they were saying is understood too, as « stop » and a receiver put down is.

        Raises what the recogniser raises.
        """
        if not self.opened or self._dialogue.over or self._fault:
            return
        self._hear()
        for each in self._turns.finish():
            self._ended(each)
        waiting = [self._in_hand] if self._in_hand else []
        while not self._utterances.empty():
            waiting.append(self._utterances.get_nowait())
        for said in waiting:
            self._events.append(await self._transcribed(said))
        while self._events:
            self._told(self._events.popleft())

    # What is heard

    @property
    def _now(self) -> float:
        return (self._at - self._skipped) / RATE

    def _hear(self) -> None:
        """Cut what came since the last look into what they say."""
        fresh = self._audio.recording(self._at)
        self._at += len(fresh)
        for each in self._turns.push(fresh):
            if isinstance(each, Began):
                self._began(each.since)
            else:
                self._ended(each)
        since = self._speaking_since
        if since is not None and self._now - since >= MUSIC_FROM_S:
            self._hold(True)

    def _hold(self, begun: bool) -> None:
        if self.opened and begun is not self._on_hold:
            self._on_hold = begun
            self._events.append(OnHold(self._now, begun=begun))

    def _began(self, since: float) -> None:
        self._speaking_since = since
        self._hold(False)
        if self.opened:
            self._events.append(TheyBegan(self._now, since))
        else:
            self._opening.began()

    def _ended(self, heard: Ended) -> None:
        self._speaking_since = None
        self._hold(heard.cut)
        if self.opened:
            self._pondering += 1
            self._utterances.put_nowait(heard)
        elif not heard.cut:  # where it is music, or a tone, nobody waits for us yet
            self._opening.fell_silent(heard.start, heard.end)

    async def _understand(self) -> None:
        """Utterances one after another, each with what may be said as it is heard."""
        while True:
            self._in_hand = await self._utterances.get()
            try:
                said = await self._transcribed(self._in_hand)
            except Exception as fault:  # noqa: BLE001 whoever talks ends the call, whatever it is
                self._fails(fault)
                return
            self._in_hand = None
            self._pondering -= 1
            self._events.append(said)

    async def _transcribed(self, said: Ended) -> TheySaid:
        first, last = max(0, round((said.start - AROUND_S) * RATE)), round((said.end + AROUND_S) * RATE)
        sound = self._audio.recording(self._skipped + first)[: last - first]
        hints, ask = self._dialogue.hints(), self._speech.transcriber.transcribe
        asked = asyncio.to_thread(ask, sound, language=self._language, hints=hints)
        transcript = await asyncio.wait_for(asked, UNDERSTANDS_WITHIN_S)
        return TheySaid(self._now, said.start, said.end, transcript, cut=said.cut)

    async def _learn(self) -> None:
        """While we say who we are, the recogniser gets ready; what it cannot do it says when it is asked."""
        if isinstance(self._speech.transcriber, Learner):
            learn, hints = self._speech.transcriber.learn, self._dialogue.hints()
            with contextlib.suppress(OSError):
                await asyncio.to_thread(learn, language=self._language, hints=hints)

    # What is done

    def _go_on(self) -> None:
        """Tell the dialogue what happened, and do what it wants."""
        if self._opened_at is None:
            if self._turns.speaking or not self._opening.due(self._now):
                return
            self._opened_at = self._now
            self._learning = asyncio.create_task(self._learn())
            self._events.append(Opened(self._now))
        while self._events and not self._dialogue.over:
            self._do(self._told(self._events.popleft()))
        idle = not self._pondering and (self._speaking_since is None or self._on_hold)
        if idle and not self._dialogue.over and self._now - self._ticked_at >= TICK_EVERY_S:
            self._ticked_at = self._now
            self._do(self._dialogue.on(Tick(self._now)))

    def _told(self, event: Event) -> tuple[Act, ...]:
        """What the dialogue wants now; an objection is passed on at once, whatever becomes of the call."""
        acts = self._dialogue.on(event)
        objected = self._objected
        if objected and self.findings().objected:
            self._objected = None
            objected()
        return acts

    def _do(self, acts: tuple[Act, ...]) -> None:
        for act in acts:
            if isinstance(act, Say):
                self._mouth.say(act.text)
            elif isinstance(act, FallSilent):
                self._mouth.fall_silent()
            else:
                assert isinstance(act, HangUp)

    def _said(self, whole: bool) -> None:
        self._events.append(WeSaid(self._now, whole=whole))

    def _fails(self, fault: Exception) -> None:
        self._fault = fault

    async def _end(self) -> None:
        """A farewell is heard to its end."""
        left = LAST_WORDS_S
        while self._mouth.busy and left > 0 and not self._fault:
            await asyncio.sleep(LOOK_EVERY_S)
            left -= LOOK_EVERY_S
