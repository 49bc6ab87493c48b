"""What rooms above add to the page that a counted link leads to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from filon.mail.models import Message

Arrival = Callable[[Message, str, datetime], str]
"""Given the message, the page and the time, the page as this reader is to be sent there."""

_arrivals: list[Arrival] = []


def register(arrival: Arrival) -> None:
    if arrival not in _arrivals:
        _arrivals.append(arrival)


def arrive(message: Message, target: str, *, now: datetime) -> str:
    """The page, with all that rooms above add to it. Only ever asked for people of whom clicks may be counted."""
    for arrival in _arrivals:
        target = arrival(message, target, now)
    return target
