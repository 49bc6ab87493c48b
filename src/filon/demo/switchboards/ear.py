"""What a switchboard hears of its caller: that there is a voice, since when, and for how long there has been none."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import numpy as np

from filon.voice.media.session import MediaSession

BLOCK, BLOCK_S = 160, 0.02
AUDIBLE = 150.0
"""Root mean square of a voice on the telephone; a line without one hisses at a third of that."""


@dataclass
class Voice:
    """What the caller said: when it began and was last heard, on the clock of the event loop, and for how long."""

    last: float
    began: float | None = None
    seconds: float = 0.0


class Ear:
    """Hears the caller from now on; `listen` again and again."""

    def __init__(self, session: MediaSession) -> None:
        self._session = session
        self._loop = asyncio.get_running_loop()
        self._known = len(session.recording())
        self._voice = Voice(self._loop.time())

    def forget(self) -> None:
        """What the caller says counts from now on."""
        self.listen()
        self._voice = Voice(self._loop.time())

    def listen(self) -> Voice:
        """What was said since `forget`, with what has come by now."""
        fresh = self._session.recording(self._known)
        blocks = fresh[: len(fresh) // BLOCK * BLOCK].reshape(-1, BLOCK).astype(np.float32)
        self._known += blocks.size
        loud = int((np.sqrt(np.mean(blocks**2, axis=1)) > AUDIBLE).sum()) if blocks.size else 0
        if loud:
            now = self._loop.time()
            began = now if self._voice.began is None else self._voice.began
            self._voice = Voice(now, began, self._voice.seconds + loud * BLOCK_S)
        return self._voice
