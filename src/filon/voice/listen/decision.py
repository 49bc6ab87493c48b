"""When to say what: how sure one must be, and how much time must have passed. Time is on our side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from filon.voice.listen.features import Floats

NATURES = ("human", "voicemail", "ivr", "unassigned", "fax", "music", "silence", "ringback", "busy")
STATES = ("music", "ringback")
"""Natures that only the cap or the end of the call makes verdicts."""

ROUNDS, PAUSE_S = 2.0, 2.0
"""Nobody is a person before an announcement as long as the first utterance would have come round again."""


@dataclass(frozen=True)
class Limits:
    """Seconds, from the moment the ringing or the music ended except for `cap_s`, which is from the first sample."""

    earliest_s: float = 4.0
    silence_s: float = 13.0
    latest_s: float = 18.0
    cap_s: float = 60.0


LIGHT = Limits()


@dataclass(frozen=True)
class Thresholds:
    """Probability that each nature needs, at `earliest_s` and at `latest_s`; a straight line between."""

    early: dict[str, float]
    late: dict[str, float]

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Thresholds:
        """As the training wrote them."""
        return cls(early=dict(settings["early"]), late=dict(settings["late"]))

    def needed(self, nature: str, *, heard: float, limits: Limits) -> float:
        """What is asked of a nature after so many seconds."""
        span = max(0.1, limits.latest_s - limits.earliest_s)
        passed = float(np.clip((heard - limits.earliest_s) / span, 0, 1))
        return self.early[nature] + (self.late[nature] - self.early[nature]) * passed


def choose(
    chances: Floats,
    *,
    classes: tuple[str, ...],
    heard: float,
    first_turn: float,
    thresholds: Thresholds,
    limits: Limits,
) -> tuple[str, float] | None:
    """The nature that is sure enough by now, or nothing yet; at `latest_s` the likeliest.

    `heard` and `first_turn`, the length of the first utterance, are in seconds.
    """
    if heard < limits.earliest_s:
        return None
    best = int(chances.argmax())
    nature, chance = classes[best], float(chances[best])
    if nature in STATES:
        return None
    if nature == "silence" and heard < limits.silence_s:
        return None
    if nature == "human" and heard < min(limits.latest_s, ROUNDS * first_turn + PAUSE_S):
        return None
    if heard >= limits.latest_s or chance >= thresholds.needed(nature, heard=heard, limits=limits):
        return nature, chance
    return None
