"""One short sentence, said to whoever answered when listening hesitates between a person and a machine.

Only where the campaign has such a sentence: without one nothing is ever said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from filon.voice.asking import SecondEar
from filon.voice.listen import probe
from filon.voice.listen.classify import Verdict
from filon.voice.listen.decision import LIGHT
from filon.voice.listen.probe import Played

Samples = NDArray[np.int16]
RATE = 8000
LOOK_EVERY_S = 0.5
ASK_UNTIL_S = 13.0
"""No later: the far end must have time to react before listening says its last word."""


class Audio(Protocol):
    """What of a call's audio it takes to ask."""

    def play(self, samples: Samples) -> asyncio.Future[bool]: ...

    def recording(self) -> Samples: ...


@dataclass(frozen=True)
class Asking:
    """`skipped` are the samples recorded before the answer; `began` is told when the sentence begins."""

    audio: Audio
    sentence: Samples
    skipped: int
    began: Callable[[], None]

    async def run(self) -> Verdict | None:
        """Ask if need be, once: the verdict that the answer gives, None when listening alone will have to say."""
        ear = SecondEar(LIGHT)
        await asyncio.sleep(probe.PLAY_FROM_S)
        while not await asyncio.to_thread(ear.wants_to_ask, self._heard()):
            if self._seconds() > ASK_UNTIL_S:
                return None
            await asyncio.sleep(LOOK_EVERY_S)
        self.began()
        start = self._seconds()
        await self.audio.play(self.sentence)
        played = Played(start, self._seconds())
        while self._seconds() < LIGHT.cap_s:
            verdict = await asyncio.to_thread(lambda: ear.settle(self._heard(), played=played))
            if verdict:
                return verdict
            await asyncio.sleep(LOOK_EVERY_S)
        return None

    def _heard(self) -> Samples:
        return self.audio.recording()[self.skipped :]

    def _seconds(self) -> float:
        return len(self._heard()) / RATE
