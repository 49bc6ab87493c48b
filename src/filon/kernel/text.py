"""Text as people type it, made comparable."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_TYPED = str.maketrans("’‘ʼ′‐‑–—", "''''----")
"""Apostrophes and dashes of word processors, as keyboards have them."""


def squash(text: str) -> str:
    """One space between words, none around; control characters become spaces."""
    visible = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return _SPACES.sub(" ", visible).strip()


def fold(text: str) -> str:
    """Lower case without accents, for keys and searches: ``L’Étoile  SA`` → ``l'etoile sa``."""
    if text.isascii():
        return _SPACES.sub(" ", text).strip().lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_TYPED))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return squash(bare)
