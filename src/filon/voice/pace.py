"""Not more calls a second than the trunk bears. Pure: the time is passed in."""

from __future__ import annotations


class Pace:
    """Starts at least 1 / `per_second` apart."""

    def __init__(self, per_second: float) -> None:
        self._apart = 1 / per_second
        self._next = 0.0

    def wait(self, now: float) -> float:
        """Seconds until this call may start; its slot is taken."""
        start = max(now, self._next)
        self._next = start + self._apart
        return start - now
