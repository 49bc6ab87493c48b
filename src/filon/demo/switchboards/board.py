"""One practice call: it rings, is refused or answered, speaks, talks, and follows the keys that the caller presses."""

from __future__ import annotations

import asyncio
import random

import numpy as np

from filon.demo.switchboards.ear import AUDIBLE, Ear
from filon.demo.switchboards.library import Library
from filon.demo.switchboards.scenario import Scenario
from filon.demo.switchboards.sounds import Samples, render
from filon.demo.switchboards.talking import Talk
from filon.voice.answering import IncomingCall
from filon.voice.media.session import MediaSession

LOOKS_S = 0.1
"""A key that is pressed is noticed within this time."""

SPOKE_WITHIN = 4_000
"""Samples: a pause of half a second is the end of what the caller says."""

AT_LENGTH_S = 4.0
"""Whoever speaks for so long wants to talk; a word or two only ask who is there."""

MOST_MENUS = 10
"""Keys followed in one call: a menu may lead back to itself."""


class Switchboard:
    """Hand `answer` to `Answering.open`."""

    def __init__(self, library: Library) -> None:
        self.library = library

    async def answer(self, call: IncomingCall) -> None:
        """Play the scenario of the called number from its first ring to its last word; then hang up."""
        scenario, chance = self.library.choose(call.called.number, call.called.host)
        await asyncio.sleep(chance.uniform(*scenario.delay))
        if scenario.early:
            await call.early().play(render(scenario.early, scenario, chance=chance))
        else:
            call.ring()
            await asyncio.sleep(chance.uniform(*scenario.rings))
        if scenario.code:
            call.refuse(scenario.code, scenario.reason, q850=scenario.q850)
            return
        await self._converse(call.answer(), scenario, chance)

    async def _converse(self, session: MediaSession, scenario: Scenario, chance: random.Random) -> None:
        for _ in range(MOST_MENUS):
            key = await self._speak(session, scenario, chance)
            if not key:
                return
            scenario = self.library.scenarios[scenario.keys[key]]

    async def _speak(self, session: MediaSession, scenario: Scenario, chance: random.Random) -> str:
        """Say what the scenario says; the key that ended it, "" when it was said to its end."""
        known = len(session.digits)
        level = chance.uniform(*scenario.noise) if scenario.turns else None
        playing = session.play(await _rendered(scenario, chance, level))
        while not playing.done():
            await asyncio.wait({playing}, timeout=LOOKS_S)
            pressed = next((digit for digit in session.digits[known:] if digit in scenario.keys), "")
            if pressed:
                session.stop()
                return pressed
            if scenario.listens and _speaks(session):
                session.stop()
                if level is not None:
                    await Talk(session, scenario, chance=chance, level=level).run()
                else:
                    await self._reply(session, scenario, chance)
                return ""
        return ""

    async def _reply(self, session: MediaSession, scenario: Scenario, chance: random.Random) -> None:
        """Hear the caller out, then say what there is to say to that; talk where there was much of it."""
        ear = Ear(session)
        while _speaks(session):
            await asyncio.sleep(LOOKS_S)
            if scenario.talks and ear.listen().seconds >= AT_LENGTH_S:
                talker = self.library.talker(scenario, chance)
                await Talk(session, talker, chance=chance, level=chance.uniform(*scenario.noise), ear=ear).run()
                return
        await session.play(render(scenario.replies, scenario, chance=chance))


async def _rendered(scenario: Scenario, chance: random.Random, level: float | None) -> Samples:
    """A thread's work where a voice has to read it first."""
    if any(step.verb == "say" for step in scenario.speaks):
        return await asyncio.to_thread(render, scenario.speaks, scenario, chance=chance, level=level)
    return render(scenario.speaks, scenario, chance=chance, level=level)


def _speaks(session: MediaSession) -> bool:
    """Whether the caller was heard in the last moment."""
    last = session.recording()[-SPOKE_WITHIN:].astype(np.int32)
    return bool(last.size and np.sqrt(np.mean(last**2)) > AUDIBLE)
