"""Every call of a process heard at once: samples in, verdicts out, one description of all frames per tick."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from filon.voice.listen.classify import Listener, Verdict
from filon.voice.listen.decision import LIGHT, Limits
from filon.voice.listen.features import FRAME, TAIL, step

Key = TypeVar("Key")
Samples = NDArray[np.int16]


@dataclass
class _Ear:
    listener: Listener
    tail: Samples = field(default_factory=lambda: np.zeros(TAIL, np.int16))
    pending: Samples = field(default_factory=lambda: np.zeros(0, np.int16))


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
        waiting: dict[int, list[Key]] = defaultdict(list)
        for key, arrived in samples.items():
            ear = self._ears.get(key)
            if ear is None or ear.listener.verdict is not None:
                continue
            ear.pending = np.concatenate([ear.pending, arrived]) if ear.pending.size else arrived
            if len(ear.pending) >= FRAME:
                waiting[len(ear.pending) // FRAME].append(key)
        verdicts: dict[Key, Verdict] = {}
        for count, keys in waiting.items():
            verdicts |= self._hear(keys, count=count)
        return verdicts

    def _hear(self, keys: list[Key], *, count: int) -> dict[Key, Verdict]:
        ears = [self._ears[key] for key in keys]
        length = count * FRAME
        rows, tails = step(np.stack([e.tail for e in ears]), np.stack([e.pending[:length] for e in ears]))
        verdicts = {}
        for key, ear, tail, heard in zip(keys, ears, tails, rows, strict=True):
            ear.tail, ear.pending = tail, ear.pending[length:]
            verdict = ear.listener.push(heard)
            if verdict is not None:
                verdicts[key] = verdict
        return verdicts

    def close(self, key: Key) -> Verdict | None:
        """The call is over: its verdict, the likeliest when none was reached; None for an unknown key."""
        ear = self._ears.pop(key, None)
        return ear.listener.finish() if ear is not None else None
