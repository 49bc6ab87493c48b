"""A line of Aujourd'hui."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from filon.desk.points import WEIGHTS, Kind, Point
from filon.timeline.names import Name

LOOKS = {
    Kind.MAILBOX: ("unplug", "bad"),
    Kind.ALARM: ("triangle-alert", "bad"),
    Kind.CALL_BACK: ("phone-missed", "warn"),
    Kind.REPLY: ("reply", "ok"),
    Kind.CHALLENGE: ("shield-question-mark", "warn"),
    Kind.CAMPAIGN: ("badge-check", "accent"),
    Kind.UNCERTAIN: ("mail-question-mark", "warn"),
    Kind.OPPORTUNITY: ("target", "accent"),
    Kind.FOLLOW_UP: ("alarm-clock", "info"),
    Kind.PROJECT: ("bell-ring", "accent"),
    Kind.SUSPECTS: ("trending-up", "accent"),
    Kind.WEBHOOK: ("webhook", "bad"),
    Kind.IMPORT: ("upload", "info"),
}
"""Icon and tone of each kind."""


@dataclass(frozen=True, kw_only=True)
class Gesture:
    """A button of a line. ``post`` does it here; otherwise it leads somewhere, ``outside`` Filon perhaps.

    ``vals`` go with the post. ``confirm`` names a consequence that cannot be undone, ``yes`` the button that accepts.
    """

    label: str
    icon: str
    url: str
    post: bool = False
    outside: bool = False
    vals: Mapping[str, str] = field(default_factory=dict)
    confirm: str = ""
    yes: str = ""

    @property
    def vals_json(self) -> str:
        return json.dumps(self.vals) if self.vals else ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is to be done, by whom it is waited for, why, until when. ``done`` is the gesture of the key `e`.

    ``said`` is what the person wrote; ``more`` are the other gestures, ``context`` what the line is about.
    """

    kind: Kind
    id: UUID
    title: str
    url: str
    context: tuple[Name, ...]
    why: str
    since: datetime
    points: tuple[Point, ...]
    done: Gesture
    more: tuple[Gesture, ...] = ()
    said: str = ""
    until: datetime | None = None
    late: bool = False

    @property
    def score(self) -> int:
        return sum(point.value for point in self.points)

    @property
    def key(self) -> str:
        """Tells the line from all others, for the page."""
        return f"{self.kind}-{self.id}"

    @property
    def label(self) -> str:
        return str(WEIGHTS[self.kind].label)

    @property
    def icon(self) -> str:
        return LOOKS[self.kind][0]

    @property
    def tone(self) -> str:
        return LOOKS[self.kind][1]


def ordered(lines: Iterable[Line]) -> list[Line]:
    """Most points first, then the oldest; the same lines always give the same list."""
    return sorted(lines, key=lambda line: (-line.score, line.since, line.id))


def minutes(lines: Iterable[Line]) -> int:
    """How long they usually take together."""
    return sum(WEIGHTS[line.kind].minutes for line in lines)
