"""What became of an action that its channel was asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from filon.actions.policy import Reason
from filon.actions.situation import Due
from filon.actions.states import State


@dataclass(frozen=True, slots=True)
class Outcome:
    """``state`` is DONE, FAILED, UNCERTAIN, or PLANNED when nothing happened and it is to be tried again.

    ``retry_at`` says when, ``tried`` whether it counts as a try. ``detail`` is the channel's own and goes back to it.
    """

    due: Due
    state: State
    reason: Reason | None = None
    retry_at: datetime | None = None
    tried: bool = True
    detail: Any = None
