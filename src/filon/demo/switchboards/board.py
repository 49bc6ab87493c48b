"""One practice call: it rings, is refused or answered, speaks, and follows the keys that the caller presses."""

from __future__ import annotations

import asyncio
import random

import numpy as np

from filon.demo.switchboards.library import Library
from filon.demo.switchboards.scenario import Scenario
from filon.demo.switchboards.sounds import render
from filon.voice.answering import IncomingCall
from filon.voice.media.session import MediaSession

LOOKS_S = 0.1
"""A key that is pressed is noticed within this time."""

SPOKE_WITHIN = 4_000
"""Samples: a pause of half a second is the end of what the caller says."""

AUDIBLE = 150.0
"""Root mean square of a voice on the telephone; a line without one hisses at a third of that."""

MOST_TURNS = 10
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
        for _ in range(MOST_TURNS):
            key = await _speak(session, scenario, chance)
            if not key:
                return
            scenario = self.library.scenarios[scenario.keys[key]]


async def _speak(session: MediaSession, scenario: Scenario, chance: random.Random) -> str:
    """Say what the scenario says; the key that ended it, "" when it was said to its end."""
    known = len(session.digits)
    playing = session.play(render(scenario.speaks, scenario, chance=chance))
    while not playing.done():
        await asyncio.wait({playing}, timeout=LOOKS_S)
        pressed = next((digit for digit in session.digits[known:] if digit in scenario.keys), "")
        if pressed:
            session.stop()
            return pressed
        if scenario.replies and _speaks(session):
            session.stop()
            return await _reply(session, scenario, chance)
    return ""


async def _reply(session: MediaSession, scenario: Scenario, chance: random.Random) -> str:
    """Hear the caller out, then say what there is to say to that."""
    while _speaks(session):  # noqa: ASYNC110 sound sets no event
        await asyncio.sleep(LOOKS_S)
    await session.play(render(scenario.replies, scenario, chance=chance))
    return ""


def _speaks(session: MediaSession) -> bool:
    """Whether the caller was heard in the last moment."""
    last = session.recording()[-SPOKE_WITHIN:].astype(np.int32)
    return bool(last.size and np.sqrt(np.mean(last**2)) > AUDIBLE)
