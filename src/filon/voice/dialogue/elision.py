"""« d’Atelier Dupré », « qu’Alain »: French drops an e before the vowel of a name that is put into a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

BEGINS = "\u2063"
"""Stands before what was put in: only there is anything dropped."""

_DROPPED = re.compile(rf"\b(d|qu)e {BEGINS}(?=[aàâäeéèêëiîïoôöuùûüæœ]|y[^aàâeéèêiîoôuûy])", re.IGNORECASE)


def marked(slots: Mapping[str, str]) -> dict[str, str]:
    """What is put into a sentence that `elided` reads afterwards."""
    return {name: f"{BEGINS}{text}" for name, text in slots.items()}


def elided(sentence: str, *, language: str) -> str:
    """The sentence without its marks. Before an h nothing is dropped: some of them are sounded, and none must be."""
    dropped = _DROPPED.sub("\\1’", sentence) if language.startswith("fr") else sentence
    return dropped.replace(BEGINS, "")
