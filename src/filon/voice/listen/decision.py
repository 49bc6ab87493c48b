"""When to say what: how sure one must be, and how much time must have passed. Time is on our side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from filon.voice.listen.features import Floats

NATURES = ("human", "voicemail", "ivr", "unassigned", "fax", "music", "silence", "ringback", "busy")
STATES = ("music", "ringback")
"""Natures that only the cap or the end of the call makes verdicts."""

ROUNDS, PAUSE_S = 1.5, 1.5
"""Nobody is a person before half of the first utterance could have come round again, after a pause."""


@dataclass(frozen=True)
class Limits:
    """Seconds, from the moment the ringing or the music ended except for `cap_s`, which is from the first sample."""

    earliest_s: float = 4.0
    silence_s: float = 13.0
    latest_s: float = 24.0
    cap_s: float = 60.0


LIGHT = Limits()


@dataclass(frozen=True)
class Thresholds:
    """Probability that each nature needs at some seconds after the wait; straight lines between, flat outside."""

    seconds: tuple[float, ...]
    needed: dict[str, tuple[float, ...]]

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Thresholds:
        """As the training wrote them."""
        return cls(tuple(settings["seconds"]), {nature: tuple(row) for nature, row in settings["needed"].items()})

    def at(self, nature: str, *, heard: float) -> float:
        """What is asked of a nature after so many seconds."""
        return float(np.interp(heard, self.seconds, self.needed[nature]))


def choose(
    chances: Floats,
    *,
    classes: tuple[str, ...],
    heard: float,
    first_turn: float,
    thresholds: Thresholds,
    limits: Limits,
) -> tuple[str, float] | None:
    """The nature that is sure enough by now, or nothing yet.

    At `latest_s` it is the likeliest, but a person only when that is as sure as asked by then: whoever says so puts
    somebody through. Otherwise the likeliest machine.
    `heard` and `first_turn`, the length of the first utterance, are in seconds.
    """
    if heard < limits.earliest_s:
        return None
    best = int(chances.argmax())
    nature, chance = classes[best], float(chances[best])
    if nature in STATES or (nature == "silence" and heard < limits.silence_s):
        return None
    if nature == "human" and heard < min(limits.latest_s, ROUNDS * first_turn + PAUSE_S):
        return None
    if chance >= thresholds.at(nature, heard=heard):
        return nature, chance
    if heard < limits.latest_s:
        return None
    return likeliest_machine(chances, classes=classes) if nature == "human" else (nature, chance)


def likeliest_machine(chances: Floats, *, classes: tuple[str, ...]) -> tuple[str, float]:
    """The likeliest nature that is neither a person nor a wait."""
    among = [k for k, nature in enumerate(classes) if nature != "human" and nature not in STATES]
    best = max(among, key=lambda k: float(chances[k]))
    return classes[best], float(chances[best])
