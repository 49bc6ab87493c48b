"""Which numbers an automated call may show, and what it must say of itself (compliance §4.4). Pure."""

from __future__ import annotations

from filon.calls.states import TrunkKind
from filon.kernel.text import fold

FRENCH_AUTOMATED = ("162", "163", "270", "271", "377", "378", "424", "425", "568", "569", "948", "949")
"""The French numbering plan keeps 01 62, 01 63, 02 70… 09 49 for automated calls…"""
OVERSEAS_AUTOMATED = ("9475", "9476", "9477", "9478", "9479")
"""… and these overseas."""
FRANCE = "+33"
OVERSEAS = ("+262", "+508", "+590", "+594", "+596")
"""Landlines and mobiles of the same plan, none of them for automated calls (our reading, to be confirmed)."""
AUTOMATIC = ("automat", "robot")
"""Beginnings of the words that say so, in French, English and Spanish."""
LONGEST_SENTENCE = 200


def is_allowed(caller: str, *, kind: str) -> bool:
    """Whether calls of a trunk of this kind may show this number (E.164). Nobody sees those of practice."""
    if kind == TrunkKind.PRACTICE:
        return True
    if not caller.startswith("+") or not caller[1:].isdigit():
        return False
    if caller.startswith(OVERSEAS):
        return False
    return not caller.startswith(FRANCE) or caller.removeprefix(FRANCE).startswith(
        FRENCH_AUTOMATED + OVERSEAS_AUTOMATED
    )


def says_it_is_automatic(sentence: str) -> bool:
    """Whether a sentence may be said to whoever answers: a person must know at once that a machine speaks (AI Act,
    article 50). Nothing may always be said."""
    words = fold(sentence).split()
    told = any(word.lstrip("«\"'(").startswith(AUTOMATIC) for word in words)
    return not words or (told and len(sentence) <= LONGEST_SENTENCE)
