"""What a recogniser hears, and what it is told beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.int16]
"""8 kHz, one channel."""


class RecogniserDown(OSError):
    """The recogniser cannot be asked now: its model is missing, its server does not answer."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, from ``start`` to ``end`` seconds of the sound that it was heard in."""

    text: str
    start: float
    end: float
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was understood of one utterance, "" where nothing was; ``confidence`` from 0 to 1. Not every recogniser
    tells ``words``."""

    text: str
    confidence: float = 1.0
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What is likely to be said next. ``phrases`` are whole sentences: a closed recogniser understands those and
    nothing else. ``words`` are names and domains that an open one should not miss."""

    phrases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Transcriber(Protocol):
    """Turns one utterance into words. ``closed``: it understands hinted phrases only, which is good enough for practice
    and never for calls of an operator."""

    name: str
    closed: bool

    def transcribe(self, sound: Samples, *, language: str, hints: Hints) -> Transcript:
        """Takes as long as it takes: call it in a thread. Raises `RecogniserDown`."""
        ...


@runtime_checkable
class Learner(Protocol):
    """A recogniser that is quicker when it knows beforehand what may be said."""

    def learn(self, *, language: str, hints: Hints) -> None:
        """Takes as long as it takes: call it in a thread. Raises `RecogniserDown`."""
        ...


class Speaker(Protocol):
    """Turns a sentence into sound."""

    name: str

    def say(self, text: str, *, language: str) -> Samples | None:
        """None where this machine cannot say it. Takes as long as it takes: call it in a thread."""
        ...
