"""How far a dialogue has come."""

from __future__ import annotations

from enum import Enum, auto


class Stage(Enum):
    """Where the dialogue is."""

    BEFORE = auto()
    DISCLOSING = auto()
    """Uninterruptible: at the beginning, and to a new voice."""
    TALKING = auto()
    HOLDING = auto()
    CLOSING = auto()
    OVER = auto()
