"""What a person would say that a message says: its text, and the part of it that is new."""

from __future__ import annotations

from .body import body_text, full_text
from .folding import folded, folded_line
from .html import links
from .quotes import new_text, quotes_history, sent_by_telephone

__all__ = [
    "body_text",
    "folded",
    "folded_line",
    "full_text",
    "links",
    "new_text",
    "quotes_history",
    "sent_by_telephone",
]
