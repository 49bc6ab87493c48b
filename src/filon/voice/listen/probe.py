"""The active probe: one short courteous sentence, played when listening alone does not tell.

A person stops or answers; a recording goes on, or stays silent. Pure: it reads what was heard and the two instants of
our sentence, and says what that is worth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from filon.voice.listen.features import FRAMES_PER_SECOND, Column, Floats
from filon.voice.listen.segments import gate
from filon.voice.listen.spans import join, longer, overlap, runs

Reaction = Literal["stopped", "answered", "went_on", "silent"]
PLAY_FROM_S = 8.0
"""No probe before: most calls have told by then."""

PLAY_BELOW = 0.75
NEVER_ABOVE = 0.9
QUIET_BEFORE_S = 0.8
"""A probe does not interrupt, unless the far end has been speaking longer than any greeting."""

GREETING_S = 7.0
STOPS_WITHIN_S = 0.9
ANSWERS_WITHIN_S = 3.0
ODDS: dict[Reaction, float] = {"stopped": 6.0, "answered": 8.0, "went_on": 1 / 8, "silent": 1 / 2}
"""How many times likelier a person is to do it than a machine."""


@dataclass(frozen=True)
class ProbeAnswer:
    """What the far end did, and when we knew (seconds)."""

    reaction: Reaction
    at: float


@dataclass(frozen=True)
class Played:
    """Our sentence, in the far end's seconds."""

    start: float
    end: float


def wanted(chances: dict[str, float], *, heard: float, quiet: float, turn: float) -> bool:
    """Whether to play it now: after so many seconds, with person and machine both likely, at a polite moment."""
    best = max(chances.values(), default=1.0)
    human = chances.get("human", 0.0)
    undecided = best < PLAY_BELOW and 1 - NEVER_ABOVE < human < NEVER_ABOVE
    return heard >= PLAY_FROM_S and undecided and (quiet >= QUIET_BEFORE_S or turn >= GREETING_S)


def reaction(rows: Floats, *, played: Played) -> ProbeAnswer | None:
    """What was done while our sentence played and after; None as long as it is too early to tell."""
    now = len(rows) / FRAMES_PER_SECOND
    level = rows[:, Column.LEVEL]
    spans = longer(join(runs(level > gate(level)), 8), 6)
    start, end = played.start * FRAMES_PER_SECOND, played.end * FRAMES_PER_SECOND
    speaking = overlap(spans, start=start - 0.4 * FRAMES_PER_SECOND, end=start) > 0.25 * FRAMES_PER_SECOND
    settled = start + STOPS_WITHIN_S * FRAMES_PER_SECOND
    if speaking and now >= played.end:
        still = overlap(spans, start=settled, end=end) > 0.5 * max(1.0, end - settled)
        return ProbeAnswer("went_on" if still else "stopped", round(now, 2))
    answered = spans[spans[:, 0] > settled] if len(spans) else spans
    if not speaking and len(answered) and now >= played.end + 0.5:
        return ProbeAnswer("answered", round(float(answered[0, 0]) / FRAMES_PER_SECOND, 2))
    if now >= played.end + ANSWERS_WITHIN_S:
        return ProbeAnswer("silent", round(now, 2))
    return None


def weigh(chances: Floats, *, classes: tuple[str, ...], answer: ProbeAnswer) -> Floats:
    """Probabilities after the probe: a person's odds are multiplied, the rest share what is left."""
    odds = np.ones(len(classes), np.float32)
    odds[classes.index("human")] = ODDS[answer.reaction]
    weighed: Floats = chances * odds / (chances * odds).sum()
    return weighed
