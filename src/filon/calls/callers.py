"""Which numbers an automated call may show (compliance §4.4). Pure."""

from __future__ import annotations

from filon.calls.states import TrunkKind

FRENCH_AUTOMATED = ("162", "163", "270", "271", "377", "378", "424", "425", "568", "569", "948", "949")
"""The French numbering plan keeps 01 62, 01 63, 02 70… 09 49 for automated calls."""
FRANCE = "+33"


def is_allowed(caller: str, *, kind: str) -> bool:
    """Whether calls of a trunk of this kind may show this number (E.164). Nobody sees those of practice."""
    if kind == TrunkKind.PRACTICE:
        return True
    if not caller.startswith("+") or not caller[1:].isdigit():
        return False
    return not caller.startswith(FRANCE) or caller.removeprefix(FRANCE).startswith(FRENCH_AUTOMATED)
