"""At which minute of its day a campaign is best sent, from the times at which people answered (OL-30, A-OL-7). Pure.

Openings are not measured, so the answers speak: somebody who answers at 10:40 was reading mail then. Nothing is moved
before enough of them agree, never to before the day opens, and never so late that the day's messages would not all fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from filon.actions.policy import FAVOURITE_MINUTES

SLOT_MINUTES = 20
"""Answers are counted, and messages moved, by such steps."""

FEWEST_ANSWERS = 20
"""Within the hours of the campaign: fewer are chance."""

CLEARLY = 1.5
"""The best hour has at least so many times the answers that it would have if they came evenly all day."""

LOOK_BACK_DAYS = 180

Slots = Mapping[int, int]
"""How many answers came in each slot of the day, counted from midnight in the campaign's time zone."""


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Those of a campaign. ``sending_s`` seconds are what its mailbox needs for all that it may send in a day."""

    first_hour: int
    last_hour: int
    sending_s: int = 0


def favourite_minute(answers: Slots, hours: Hours) -> int | None:
    """The minute of the day from which on most answers come within an hour; None: when the day opens.

    Of two that are as good the earlier one, so that the same answers always give the same minute.
    """
    first, last = hours.first_hour * 60 // SLOT_MINUTES, hours.last_hour * 60 // SLOT_MINUTES
    wide = FAVOURITE_MINUTES // SLOT_MINUTES
    total = sum(answers.get(slot, 0) for slot in range(first, last))
    needed = max(wide, -(-hours.sending_s // (SLOT_MINUTES * 60)))
    starts = range(first, last - needed + 1)
    if total < FEWEST_ANSWERS or not starts:
        return None
    best = max(starts, key=lambda slot: (_within(answers, slot, wide), -slot))
    evenly = total * wide / (last - first)
    if best == first or _within(answers, best, wide) < CLEARLY * evenly:
        return None
    return best * SLOT_MINUTES


def _within(answers: Slots, slot: int, wide: int) -> int:
    return sum(answers.get(slot + i, 0) for i in range(wide))
