"""Every call of a process heard at once: samples in, verdicts out, one description of all frames per step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.classify import Listener, Verdict, advance, keep
from filon.voice.listen.decision import LIGHT, Limits
from filon.voice.listen.features import FRAME, TAIL, step_joined
from filon.voice.listen.texture import STEP

Key = TypeVar("Key")
Samples = NDArray[np.int16]
STEP_SAMPLES = STEP * FRAME
"""Half a second: nothing is looked at before so much has come, and then for all calls that have it."""


@dataclass
class _Ear:
    listener: Listener
    tail: Samples = field(default_factory=lambda: np.zeros(TAIL, np.int16))
    arrived: list[Samples] = field(default_factory=list)
    length: int = 0

    def keep(self, samples: Samples) -> bool:
        """Whether there is a step to hear."""
        self.arrived.append(samples)
        self.length += len(samples)
        return self.length >= STEP_SAMPLES

    def take(self, length: int) -> Samples:
        """The oldest samples."""
        whole = self.arrived[0] if len(self.arrived) == 1 else np.concatenate(self.arrived)
        self.length = len(whole) - length
        self.arrived = [whole[length:]] if self.length else []
        return whole[:length]


class Ears(Generic[Key]):
    """The listeners of the calls of a process, by the key of the caller's choice. Not for several threads at once."""

    def __init__(self, limits: Limits = LIGHT) -> None:
        self._limits = limits
        self._ears: dict[Key, _Ear] = {}

    def open(self, key: Key) -> Listener:
        """Begin to listen to a call."""
        self._ears[key] = _Ear(Listener(self._limits))
        return self._ears[key].listener

    def push(self, samples: Mapping[Key, Samples]) -> dict[Key, Verdict]:
        """Hear what arrived since the last tick, of any length per call; returns the verdicts reached by it.

        A call that has its verdict is not described any more. Unknown keys are ignored: the call is over.
        """
        ready = []
        for key, arrived in samples.items():
            ear = self._ears.get(key)
            if ear is not None and ear.listener.verdict is None and ear.keep(arrived):
                ready.append(key)
        verdicts: dict[Key, Verdict] = {}
        while ready:
            ears = [self._ears[key] for key in ready]
            _hear(ears, [ear.take(STEP_SAMPLES) for ear in ears])
            verdicts |= {
                key: ear.listener.verdict for key, ear in zip(ready, ears, strict=True) if ear.listener.verdict
            }
            ready = [key for key in ready if key not in verdicts and self._ears[key].length >= STEP_SAMPLES]
        return verdicts

    def forget(self, key: Key) -> None:
        """The call is over, and nobody wants to know what it was."""
        self._ears.pop(key, None)

    def close(self, key: Key) -> Verdict | None:
        """The call is over: its verdict, the likeliest when none was reached; None for an unknown key."""
        ear = self._ears.pop(key, None)
        if ear is None:
            return None
        if ear.listener.verdict is None and ear.length >= FRAME:
            _hear([ear], [ear.take(ear.length // FRAME * FRAME)])
        return ear.listener.finish()


def _hear(ears: Sequence[_Ear], samples: Sequence[Samples]) -> None:
    """A step of each, or less of one that ends."""
    parts = [part for ear, new in zip(ears, samples, strict=True) for part in (ear.tail, new)]
    rows, tails = step_joined(np.concatenate(parts).reshape(len(ears), -1))
    for ear, tail in zip(ears, tails, strict=True):
        ear.tail = tail
    advance(keep([ear.listener for ear in ears], rows))
