"""Somebody who holds a conversation: says each turn when it is theirs to speak."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from itertools import cycle, islice, takewhile

from filon.demo.switchboards.ear import Ear
from filon.demo.switchboards.scenario import Scenario
from filon.demo.switchboards.sounds import Samples, hiss, render
from filon.demo.switchboards.steps import Step
from filon.demo.switchboards.turns import Turn, When
from filon.voice.media.session import MediaSession

LOOKS_S = 0.05
HEARD_S = 0.3
"""Less of a voice than this is a breath, or the end of what was interrupted."""

QUIET_S = 0.7
"""A caller who says nothing for so long has finished: between two sentences there is less."""

IMPATIENT_S = 9.0
"""After so long without a word they ask whether somebody is there; after twice that they hang up."""

MOST_FILLERS = 8
FILLERS = {"fr": ("Oui, oui.", "Oui, c’est bon."), "en": ("Yes.", "All right."), "es": ("Sí.", "De acuerdo.")}
HELLO = {"fr": "Allô ?", "en": "Hello?", "es": "¿Dígame?"}


class Talk:
    """One conversation, from the caller's first word on. `level` is the line's hiss, `ear` has heard them already."""

    def __init__(
        self,
        session: MediaSession,
        scenario: Scenario,
        *,
        chance: random.Random,
        level: float,
        ear: Ear | None = None,
    ) -> None:
        self._session = session
        self._scenario = scenario
        self._chance = chance
        self._level = level
        self._loop = asyncio.get_running_loop()
        self._ear = ear or Ear(session)
        self._silence = hiss(IMPATIENT_S * 3, level=level)

    async def run(self) -> None:
        """Returns when they would hang up."""
        self._session.play(self._silence)
        for turn in self._turns():
            lead, steps = _lead(turn.steps, self._chance)
            sound = await self._rendered(steps)
            if not await self._may_speak(turn, lead):
                return
            await self._say(sound)

    def _turns(self) -> list[Turn]:
        turns = list(self._scenario.turns)
        if not self._scenario.hangs_up:
            said = islice(cycle(FILLERS[self._language]), MOST_FILLERS)
            turns += [Turn((Step("wait", seconds=(0.1, 0.5)), self._step(filler))) for filler in said]
        return turns

    async def _may_speak(self, turn: Turn, lead: float) -> bool:
        """Wait for the turn's moment, and `lead` seconds more; False when the caller has gone silent for good."""
        asked = False
        while True:
            await asyncio.sleep(LOOKS_S)
            voice, now = self._ear.listen(), self._loop.time()
            quiet = now - voice.last
            spoke = voice.seconds >= HEARD_S
            if turn.when is When.INTERRUPT and voice.began is not None and now - voice.began >= turn.seconds + lead:
                return True
            if turn.when is When.SILENCE and not spoke and quiet >= turn.seconds + lead:
                return True
            if turn.when is not When.INTERRUPT and spoke and quiet >= QUIET_S + lead:
                return True
            if not spoke and quiet >= IMPATIENT_S:
                if asked:
                    return False
                asked = True
                await self._say(await self._rendered([self._step(HELLO[self._language])]))

    async def _say(self, sound: Samples) -> None:
        await self._session.play(sound)
        self._session.play(self._silence)
        self._ear.forget()

    async def _rendered(self, steps: Sequence[Step]) -> Samples:
        return await asyncio.to_thread(render, tuple(steps), self._scenario, chance=self._chance, level=self._level)

    def _step(self, text: str) -> Step:
        turns = self._scenario.turns
        voice = turns[-1].steps[-1].voice if turns and turns[-1].steps else self._scenario.voice
        return Step("say", (text,), voice=voice)

    @property
    def _language(self) -> str:
        return self._scenario.voice[:2]


def _lead(steps: Sequence[Step], chance: random.Random) -> tuple[float, Sequence[Step]]:
    """The seconds that a turn waits before its first sound, and the rest of it: a caller who goes on is let finish."""
    waits = list(takewhile(lambda step: step.verb == "wait", steps))
    return sum(chance.uniform(*step.seconds) for step in waits), steps[len(waits) :]
