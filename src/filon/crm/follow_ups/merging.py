"""What an automation may do to a follow-up that is there already (CO-173, CO-174). Pure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from filon.crm.follow_ups.states import Priority


class Due(NamedTuple):
    """When somebody comes back, and how much it matters."""

    on: date
    priority: Priority


def merged(standing: Due, automatic: Due) -> Due:
    """What stands once an automation asks for ``automatic``: never later, and never less important (A-CO-6).

    The day comes first: a later one is ignored, whatever its priority (A-CO-7), an earlier one brings the follow-up
    forward. Then both are of the same day, of which the higher priority is kept (CO-174).
    """
    if automatic.on > standing.on:
        return standing
    return Due(automatic.on, min(standing.priority, automatic.priority))
