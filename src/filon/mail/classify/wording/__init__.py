"""What a person would say that a message says: its text, and the part of it that is new."""

from __future__ import annotations

from .body import body_text, full_text
from .folding import folded
from .quotes import new_text

__all__ = ["body_text", "folded", "full_text", "new_text"]
