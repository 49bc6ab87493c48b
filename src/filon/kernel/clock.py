"""Time, passed in and never read deep inside.

Everything that decides takes ``now``; whoever calls it asks a clock. The worker uses the clock of
each workspace, tests and the simulator a clock that they move themselves.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that tells the time as an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's time, shifted by ``offset`` (zero outside the sample workspace)."""

    def __init__(self, offset: timedelta = timedelta(0)) -> None:
        self.offset = offset

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


class VirtualClock:
    """A clock that stands still until it is moved. It never goes back."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs an aware datetime")
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> datetime:
        if by < timedelta(0):
            raise ValueError("time does not go back")
        self._now += by
        return self._now

    def move_to(self, moment: datetime) -> datetime:
        return self.advance(moment - self._now)
