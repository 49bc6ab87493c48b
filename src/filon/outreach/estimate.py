"""When a campaign will be through, counted day by day with its own pace and that of its mailbox. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from filon.actions.calendar import Window

MOST_DAYS = 2000
"""Beyond some eight years of sending days, "more than" is all that needs to be said."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """``people`` get as many emails as there are ``waits`` (in sending days, the first is 0). The mailbox sends at most
    ``cap`` a day and leaves ``spacing_s`` between two; ``new_per_day`` people start each day. None: no limit.
    """

    people: int
    waits: Sequence[int]
    new_per_day: int | None
    cap: int | None
    spacing_s: int


@dataclass(frozen=True)
class Estimate:
    """The days on which the first email, the last first email and the last email leave; ``emails`` if nobody answers.

    ``daily`` is how many emails the busiest day has. ``last_on`` None: not within MOST_DAYS sending days.
    """

    first_at: datetime
    last_new_on: date | None
    last_on: date | None
    emails: int
    daily: int


def estimate(window: Window, start: date, pace: Pace) -> Estimate | None:
    """What it would come to if nobody answered. None when no day is open or nobody is to be written to."""
    first_at = window.opening_on(start)
    if first_at is None or not pace.people or not pace.waits:
        return None
    due: dict[int, list[int]] = {0: [0] * len(pace.waits)}
    waiting, busiest, last_new, day = pace.people, 0, None, start
    for index, day in enumerate(window.open_days(start)):
        if index > MOST_DAYS:
            return Estimate(first_at, last_new, None, pace.people * len(pace.waits), busiest)
        room = _capacity(window, day, pace)
        today = due.pop(index, [0] * len(pace.waits))
        sent = _follow_ups(today, room)
        left = room - sum(sent) if room is not None else None
        new = _least(waiting, pace.new_per_day, left)
        waiting -= new
        sent[0] = new
        last_new = day if new else last_new
        busiest = max(busiest, sum(sent))
        _schedule(due, sent, held=today, at=index, waits=pace.waits)
        if not waiting and not any(any(row) for row in due.values()):
            return Estimate(first_at, last_new, day, pace.people * len(pace.waits), busiest)
    return None


def _capacity(window: Window, day: date, pace: Pace) -> int | None:
    opens, closes = window.hours(day)
    by_spacing = int((closes - opens).total_seconds() // pace.spacing_s) if pace.spacing_s else None
    limits = [limit for limit in (pace.cap, by_spacing) if limit is not None]
    return max(1, min(limits)) if limits else None


def _follow_ups(today: list[int], room: int | None) -> list[int]:
    """How many of each step leave today, the later steps first; what does not fit stays in ``today``."""
    sent = [0] * len(today)
    for step in range(len(today) - 1, 0, -1):
        fits = today[step] if room is None else min(today[step], room - sum(sent))
        sent[step] = fits
        today[step] -= fits
    return sent


def _schedule(due: dict[int, list[int]], sent: list[int], *, held: list[int], at: int, waits: Sequence[int]) -> None:
    """Put off what was held back to the next day, and what follows what was sent to its own day."""
    if any(held[1:]):
        _add(due, at + 1, held, len(waits))
    for step in range(len(waits) - 1):
        if sent[step]:
            following = [0] * len(waits)
            following[step + 1] = sent[step]
            _add(due, at + max(1, waits[step + 1]), following, len(waits))


def _add(due: dict[int, list[int]], at: int, more: Sequence[int], size: int) -> None:
    row = due.setdefault(at, [0] * size)
    for step in range(size):
        row[step] += more[step]


def _least(*numbers: int | None) -> int:
    return max(0, min(n for n in numbers if n is not None))
