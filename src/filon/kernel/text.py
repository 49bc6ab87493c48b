"""Text as people type it, made comparable."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_HALVES = re.compile("[\ud800-\udfff]")
QUOTES, DASHES = "’‘ʼ′", "‐‑–—"
"""Of word processors; keyboards have ' and -."""

_TYPED = str.maketrans(QUOTES + DASHES, "''''----")
_UNSEEN = dict.fromkeys(
    map(ord, "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
)


class _Visible(dict[int, int | str | None]):
    """For ``str.translate``: control characters become spaces and, when ``bare``, accents go. Learnt as met."""

    def __init__(self, *, bare: bool) -> None:
        super().__init__()
        self._bare = bare

    def __missing__(self, code: int) -> int | str | None:
        char = chr(code)
        is_accent = self._bare and unicodedata.combining(char)
        self[code] = None if is_accent else " " if unicodedata.category(char) == "Cc" else code
        return self[code]


_VISIBLE, _BARE = _Visible(bare=False), _Visible(bare=True)


def storable(text: str) -> str:
    """What a database takes: without NUL, and with U+FFFD for half a surrogate pair, which JSON may escape."""
    clean = text.replace("\0", "")
    return clean if clean.isascii() else _HALVES.sub("\ufffd", clean)


def bare(text: str) -> str:
    """Without what takes no room: marks of direction, zero-width spaces, soft hyphens. Joiners stay, by which some
    scripts, and emoji, are written."""
    return text if text.isascii() else text.translate(_UNSEEN)


def squash(text: str) -> str:
    """One space between words, none around; control characters become spaces."""
    return _SPACES.sub(" ", text.translate(_VISIBLE)).strip()


def fold(text: str) -> str:
    """Lower case without accents, for keys and searches: ``L’Étoile  SA`` → ``l'etoile sa``."""
    if text.isascii():
        return _SPACES.sub(" ", text).strip().lower()
    folded = text.casefold()
    latin = _MARKS.sub("", unicodedata.normalize("NFKD", folded))
    if latin.isascii() and latin.isprintable():  # most of what is not ASCII: the slow way would say the same
        return _SPACES.sub(" ", latin).strip()
    decomposed = unicodedata.normalize("NFKD", folded.translate(_TYPED))
    return _SPACES.sub(" ", decomposed.translate(_BARE)).strip()
