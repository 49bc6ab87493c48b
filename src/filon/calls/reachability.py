"""How easily a person is reached at a number: 0 to 100, from three criteria, explained. Pure (ST-17, ST-43…46, ST-91).

The usual weights are those of resolution A-ST-2: 40 for a person at the first attempt (25 at the second, 10 at the
third), 40 for a person within ten seconds of the pick-up, less and less until two minutes, and 20 for a person, 8 for a
menu, 4 for a machine, 2 for silence. The time before the pick-up may be weighed too; usually it is only shown (A-ST-1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

from filon.calls.states import Level, Nature

MAX_SCORE = 100
FIRST_LEVEL_SCORE = 70
"""A person at this score or above is to be called first (A-ST-9)."""

MOST_POINTS = 100
BY_ATTEMPT = (40, 25, 10)
BY_NATURE: Mapping[str, float] = {Nature.HUMAN: 20, Nature.IVR: 8, Nature.VOICEMAIL: 4, Nature.SILENCE: 2}
PICKED_UP = frozenset({Nature.HUMAN, Nature.IVR, Nature.VOICEMAIL, Nature.SILENCE, Nature.OTHER})
"""Somebody or something answered, so the attempt at which it did counts."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Points at most, and where they run out. ``ring`` is the optional weight of the time before the pick-up."""

    attempts: tuple[float, ...] = BY_ATTEMPT
    hold: float = 40
    hold_full_s: float = 10
    hold_none_s: float = 120
    ring: float = 0
    ring_full_s: float = 5
    ring_none_s: float = 60
    nature: Mapping[str, float] = field(default_factory=lambda: dict(BY_NATURE))

    def __post_init__(self) -> None:
        points = (*self.attempts, self.hold, self.ring, *self.nature.values())
        if not all(0 <= each <= MOST_POINTS for each in points):
            raise ValueError("points go from 0 to 100")
        if not 0 <= self.hold_full_s < self.hold_none_s or not 0 <= self.ring_full_s < self.ring_none_s:
            raise ValueError("all points are given before none are")

    def stored(self) -> dict[str, Any]:
        """As a campaign keeps them: what differs from the usual ones."""
        usual = asdict(USUAL)
        return {name: value for name, value in _plain(self).items() if value != _plain_value(usual[name])}

    @property
    def most(self) -> float:
        """The points of a person who answers at once."""
        return max(self.attempts) + self.hold + self.ring + max(self.nature.values(), default=0)


def weights_of(stored: Mapping[str, Any]) -> Weights:
    """Those that a campaign keeps, the usual ones for the rest. Raises ValueError for what cannot be weighed with."""
    known = {each.name for each in fields(Weights)}
    given: dict[str, Any] = {name: value for name, value in stored.items() if name in known}
    if "attempts" in given:
        given["attempts"] = tuple(float(each) for each in given["attempts"])
        if len(given["attempts"]) != len(BY_ATTEMPT):
            raise ValueError("one weight for each of the three attempts")
    if "nature" in given:
        given["nature"] = {**BY_NATURE, **{Nature(name): float(value) for name, value in given["nature"].items()}}
    return replace(USUAL, **given)


@dataclass(frozen=True, slots=True)
class Part:
    """One bar of the waterfall. ``code`` is attempts, hold, nature or ring; ``value`` what was observed."""

    code: str
    points: float
    most: float
    value: float | str | None

    def stored(self) -> dict[str, Any]:
        return {"code": self.code, "points": self.points, "most": self.most, "value": self.value}


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` is the sum of the points of its parts, out of a hundred."""

    value: int
    parts: tuple[Part, ...]

    def stored(self) -> list[dict[str, Any]]:
        return [part.stored() for part in self.parts]


@dataclass(frozen=True, slots=True)
class Observed:
    """What the finished row tells: at which attempt it was answered, how long each wait was, what answered."""

    nature: str
    attempts: int
    hold_s: float | None = None
    ring_s: float | None = None


def score(seen: Observed, weights: Weights | None = None) -> Score:
    """The score and its waterfall. Total over every nature, attempt and time; recomputable from what a row keeps."""
    by = weights or USUAL
    answered = seen.nature in PICKED_UP
    human = seen.nature == Nature.HUMAN
    in_time = 1 <= seen.attempts <= len(by.attempts)
    parts = [
        Part(
            "attempts", by.attempts[seen.attempts - 1] if answered and in_time else 0, max(by.attempts), seen.attempts
        ),
        Part(
            "hold", _left(by.hold, seen.hold_s if human else None, by.hold_full_s, by.hold_none_s), by.hold, seen.hold_s
        ),
        Part("nature", by.nature.get(seen.nature, 0), max(by.nature.values(), default=0), seen.nature),
    ]
    if by.ring:
        waited = seen.ring_s if answered else None
        parts.append(Part("ring", _left(by.ring, waited, by.ring_full_s, by.ring_none_s), by.ring, seen.ring_s))
    scaled = sum(part.points for part in parts) * MAX_SCORE / (by.most or 1)
    return Score(round(min(MAX_SCORE, max(0.0, scaled))), tuple(parts))


def level(nature: str, points: int) -> Level:
    """The colour of a finished row: a person first or later by the score, everything else never (A-ST-6, A-ST-9)."""
    if nature != Nature.HUMAN:
        return Level.NEVER
    return Level.FIRST if points >= FIRST_LEVEL_SCORE else Level.LATER


def _left(most: float, waited: float | None, full_s: float, none_s: float) -> float:
    """All points up to ``full_s``, none from ``none_s`` on, on a line in between; none for a wait without end."""
    if waited is None:
        return 0
    return round(most * min(1.0, max(0.0, (none_s - waited) / (none_s - full_s))), 1)


def _plain(weights: Weights) -> dict[str, Any]:
    return {name: _plain_value(value) for name, value in asdict(weights).items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return {str(key): each for key, each in value.items()} if isinstance(value, Mapping) else value


USUAL = Weights()
