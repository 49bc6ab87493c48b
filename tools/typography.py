"""French spaces that do not break: inside « … », before : ; ! ? and %, between a number and its unit.

The sources write ordinary spaces; `catalogues.py compile` sets these in what Django reads, for every sentence at once.
"""

from __future__ import annotations

import re

WIDE, NARROW = "\u00a0", "\u202f"
RULES = (
    (re.compile(r"« "), f"«{WIDE}"),
    (re.compile(r" (?=»)"), WIDE),
    (re.compile(r" (?=:(?:\s|$))"), WIDE),
    (re.compile(r" (?=[;!?]+(?:[\s»).,…]|$))"), NARROW),
    (re.compile(r" (?=%%)"), WIDE),
    (re.compile(r"(?<=\d) (?=(?:h|min|s|%|€|Mo|Ko)(?:[\s,.;:!?)»]|$))"), WIDE),
)
"""Wide before the colon and inside guillemets, narrow before ; ! ? (Imprimerie nationale). A colon or a mark inside
code or an address has no space before it."""


def fine(text: str) -> str:
    """The sentence with these spaces; a second time changes nothing."""
    for wanted, space in RULES:
        text = wanted.sub(space, text)
    return text


def is_fine(text: str) -> bool:
    return fine(text) == text


def has_hard_spaces(text: str) -> bool:
    """Somebody wrote such a space by hand: nobody sees it in the source."""
    return WIDE in text or NARROW in text
