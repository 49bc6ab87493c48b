"""What a listener knows at each half second of a sound, whatever it would decide: for training and for reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from filon.voice.listen.classify import Listener, certain
from filon.voice.listen.features import Floats
from filon.voice.listen.known import Heard
from filon.voice.listen.texture import STEP


@dataclass(frozen=True)
class Moment:
    """What was known at one step."""

    known: Heard

    @property
    def now(self) -> float:
        """Seconds from the first sample."""
        return self.known.now

    @property
    def heard(self) -> float:
        """Seconds since the wait ended."""
        return self.known.heard

    @property
    def certain(self) -> str:
        """The nature that a signal gives, or nothing."""
        signal = certain(self.known)
        return signal[0] if signal else ""

    @property
    def vector(self) -> Floats:
        """What the trees are asked about."""
        return self.known.summary.vector()


def moments(rows: Floats, *, every: int = 1, first: int = 0) -> Iterator[Moment]:
    """The moment after each step of the listener to the end of the sound, or after one step in `every` from `first`."""
    listener = Listener()
    for number, start in enumerate(range(0, len(rows) - STEP + 1, STEP)):
        listener.overhear(rows[start : start + STEP])
        if number % every == first % every:
            yield Moment(listener.heard())
