"""What a decision is, and what one of its rules is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from filon.actions.situation import ActionFacts, Due

LANE_RETRY = timedelta(hours=1)
"""What waits for a broken or paused mailbox is looked at again this much later; mending it wakes it at once."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not. ``code`` is the name of the rule; ``params`` are what its sentence needs (``actions.reasons``)."""

    code: str
    until: datetime | None = None
    params: Mapping[str, Any] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """As the action keeps it."""
        until = {} if self.until is None else {"until": self.until.isoformat()}
        return {"code": self.code, **until, **self.params}


@dataclass(frozen=True, slots=True)
class Allow:
    """Nothing is against it."""

    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Postpone:
    """Not before ``until``, an instant at which the programme's window is open."""

    until: datetime
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Refuse:
    """Not as things are; at least one of the reasons has no date."""

    reasons: tuple[Reason, ...]


Decision = Allow | Postpone | Refuse
ALLOW = Allow()

Rule = Callable[[Due, ActionFacts, datetime], Reason | None]
