"""When it is our turn to begin: whoever answered said their words and waits. Pure; times are seconds of the call."""

from __future__ import annotations

from dataclasses import dataclass

SHORT_GREETING_S = 5.0
"""A company that says no more than this before it waits is a person; recordings say more."""
WAITS_S = 0.9
"""After a short greeting, this much quiet is a person waiting."""
UNSURE_WAITS_S = 1.8
"""After a longer one it may be a recording between two sentences; the listener says which, unless it takes until…"""
UNSURE_FROM_S = 9.0
SILENT_S = 4.0
"""Whoever picks up and says nothing is spoken to."""


@dataclass(slots=True)
class Opening:
    """Told of what is heard until `due`. ``person``: the listener says that a person answered."""

    person: bool = False
    speaking: bool = False
    greeted: float | None = None
    ended: float | None = None
    spoken_s: float = 0.0

    def began(self) -> None:
        """They speak."""
        self.speaking = True

    def fell_silent(self, start: float, end: float) -> None:
        """They spoke from ``start`` to ``end``."""
        self.speaking, self.greeted, self.ended = False, start, end
        self.spoken_s += end - start

    def due(self, now: float) -> bool:
        """Whether to begin now."""
        if self.speaking:
            return False
        if self.ended is None:
            return now >= SILENT_S
        quiet = now - self.ended
        if self.person or self.spoken_s <= SHORT_GREETING_S:
            return quiet >= WAITS_S
        return now >= UNSURE_FROM_S and quiet >= UNSURE_WAITS_S
