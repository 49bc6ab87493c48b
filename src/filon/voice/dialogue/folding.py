"""Text as it is compared: small letters without accents, one word after the other, each with what was written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
APOSTROPHES = ("'", "’", "ʼ")
CLAUSES = ",.;:?!…"
JOINTS = ("-", "'")
GLUES = ("-", ".", "@", "_", "+")
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as it is compared, and as the recogniser wrote it."""

    folded: str
    shown: str
    glue: str = " "
    """What parts it from the word before: a space, a hyphen, an apostrophe, the sign of an address; a comma for every
    sign that parts clauses."""


def fold(text: str) -> str:
    """Small letters without accents; nothing else changes."""
    parts = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    return "".join(part for part in parts if not unicodedata.combining(part))


def tokens(text: str) -> list[Token]:
    """The words of a text. Apostrophes, hyphens and every other sign part words."""
    text = unicodedata.normalize("NFC", text)
    found: list[Token] = []
    end = 0
    for word in WORD.finditer(text):
        between = text[end : word.start()] if found else " "
        if folded_word := fold(word.group()):
            found.append(Token(folded_word, word.group(), _glue(between)))
        end = word.end()
    return found


def _glue(between: str) -> str:
    if between in APOSTROPHES:
        return "'"
    if between in GLUES:
        return between
    return "," if any(sign in between for sign in CLAUSES) else " "


def clauses(words: list[Token]) -> list[list[Token]]:
    """The words between two commas, full stops or question marks; all of them where none was written."""
    parts: list[list[Token]] = []
    for token in words:
        if not parts or token.glue == ",":
            parts.append([])
        parts[-1].append(token)
    return parts


def shown(words: list[Token]) -> str:
    """Words as they were written, without the signs between."""
    parts = (f"{token.glue if token.glue in JOINTS else ' '}{token.shown}" for token in words)
    return "".join(parts)[1:]


def folded(text: str) -> str:
    """The words of a text as they are compared, a space between two."""
    return " ".join(token.folded for token in tokens(text))
