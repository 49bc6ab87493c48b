"""When a delivery is tried again, and when an endpoint is given up. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""Between one attempt and the next (Standard Webhooks 1.0.0): ten attempts over a little more than three days."""

JITTER = 0.1
"""At most a tenth of the wait is added, so that what failed together does not come back together."""

LONGEST_REST = timedelta(hours=24)
REST = timedelta(seconds=30)
GIVEN_UP_AFTER = timedelta(days=5)
"""An endpoint that has refused everything for so long is disabled: more than the whole schedule of one event."""

OVERLOADED = frozenset({429, 502, 503, 504})
GONE = 410


def next_attempt(made: int, *, now: datetime, chance: float, asked: timedelta | None = None) -> datetime | None:
    """When to try for the next time after ``made`` attempts, or None: there is none.

    ``chance`` is drawn from 0 to 1. ``asked`` is what the receiver wants us to wait, at most a day; never sooner than
    the schedule says.
    """
    if made > len(WAITS):
        return None
    wait = WAITS[made - 1] * (1 + JITTER * chance)
    return now + max(wait, min(asked or timedelta(0), LONGEST_REST))


def retry_after(value: str, *, now: datetime) -> timedelta | None:
    """The header of that name (RFC 9110, 10.2.3): seconds or a date. None where it says nothing that can be read."""
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) < 9:
        return timedelta(seconds=int(text))
    try:
        return max(timedelta(0), parsedate_to_datetime(text) - now)
    except (ValueError, TypeError):
        return None


def rest(*, code: int | None, now: datetime, asked: timedelta | None) -> datetime | None:
    """Until when an endpoint that is overloaded or does not answer is left alone with everything else."""
    if code is not None and code not in OVERLOADED:
        return None
    return now + min(asked or REST, LONGEST_REST)


def is_hopeless(failing_since: datetime | None, *, now: datetime) -> bool:
    return failing_since is not None and now - failing_since >= GIVEN_UP_AFTER
