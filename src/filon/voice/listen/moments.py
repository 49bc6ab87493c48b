"""What a listener knows at each half second of a sound, whatever it would decide: for training and for reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from filon.voice.listen.classify import Listener, certain
from filon.voice.listen.features import Floats
from filon.voice.listen.texture import STEP


@dataclass(frozen=True)
class Moment:
    """`now` from the first sample, `heard` since the wait ended; `certain` is the nature a signal gave, or nothing."""

    now: float
    heard: float
    waits: bool
    certain: str
    vector: Floats


def moments(rows: Floats) -> Iterator[Moment]:
    """One moment per step of the listener, to the end of the sound."""
    listener = Listener()
    for start in range(0, len(rows) - STEP + 1, STEP):
        heard = listener.overhear(rows[start : start + STEP])
        signal = certain(heard)
        yield Moment(
            now=heard.now,
            heard=heard.now - heard.wait.since,
            waits=bool(heard.wait.state),
            certain=signal[0] if signal else "",
            vector=heard.summary.vector(),
        )
