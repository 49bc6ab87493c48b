"""A small language for what people say, compiled to regular expressions over folded words.

word        that word                     wor~        a word that begins so
(a b|c)     one of these                  [a|b]       the same, or nothing
*           up to three words             !(a|b)      the next word is none of these
{he}        a class of the script         {name}      one to eight words, kept as the slot "name"
^ $         the utterance begins or ends here
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from filon.voice.dialogue.folding import fold

PIECE = re.compile(r"\{(\w+)\}|!\(|[()\[\]|*^$]|[^\s()\[\]|*^${}]+")
STARTS = r"(?<![^ ])"
ANY_THREE = r"(?:\S+ ){0,3}?"
SLOT_WORDS = r"(?:\S+ ){1,8}"
SLOTS = ("name", "title", "rest")
OPENINGS = {"(": "(?:", "[": "(?:", "!(": "(?!", ")": ")", "]": ")?", "|": "|", "*": ANY_THREE, "$": "$", "^": "^"}


class BadCue(ValueError):
    """A cue of a script that cannot be read."""


def compiled(cue: str, classes: Mapping[str, str]) -> re.Pattern[str]:
    """To be searched in words that a space follows each. Raises `BadCue`."""
    try:
        return _compiled(STARTS + _pattern(cue, classes, depth=0))
    except re.error as error:
        raise BadCue(f"{cue!r} cannot be read: {error}") from None


@lru_cache(maxsize=8192)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _pattern(cue: str, classes: Mapping[str, str], *, depth: int) -> str:
    if depth > 3:
        raise BadCue(f"the classes of {cue!r} contain one another")
    return "".join(_piece(found, classes, depth) for found in PIECE.finditer(cue))


def _piece(found: re.Match[str], classes: Mapping[str, str], depth: int) -> str:
    name, piece = found[1], found[0]
    if name in SLOTS:
        return f"(?P<{name}>{SLOT_WORDS})"
    if name:
        if name not in classes:
            raise BadCue(f"there is no class {name}: one of {', '.join(sorted(classes))}")
        return f"(?:{_pattern(classes[name], classes, depth=depth + 1)})"
    if piece in OPENINGS:
        return OPENINGS[piece]
    return f"{re.escape(fold(piece[:-1]))}\\S* " if piece.endswith("~") else f"{re.escape(fold(piece))} "
