"""What the peer said, kept in memory up to a limit: a call of an hour costs no more than one of two minutes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from filon.voice.media import g711
from filon.voice.media.g711 import FROM_OTHER, Law
from filon.voice.media.rtp import RATE

KEPT_SECONDS = 120


class Recorder:
    """The first `seconds` of a call, one byte a sample. Written by one thread, read by any."""

    def __init__(self, seconds: int = KEPT_SECONDS) -> None:
        self._room = seconds * RATE
        self._codes = bytearray()
        self.law = Law.A

    def add(self, codes: bytes, law: Law) -> None:
        """Keep these samples as far as there is room."""
        if law is not self.law:
            self._codes, self.law = self._codes.translate(FROM_OTHER[law]), law
        if len(self._codes) < self._room:
            self._codes += codes[: self._room - len(self._codes)]

    @property
    def seconds(self) -> float:
        return len(self._codes) / RATE

    def samples(self, since: int = 0) -> NDArray[np.int16]:
        """Everything kept so far from sample ``since`` on, at 8 kHz."""
        return g711.decode(bytes(self._codes[since:]), self.law)
