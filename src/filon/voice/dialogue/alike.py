"""How much two words, names or sentences resemble one another."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from filon.voice.dialogue.folding import fold

SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"eaux|eau|aux|au", "o"),
        (r"ph", "f"),
        (r"sch|sh|ch", "S"),
        (r"qu|q|ck|c(?=[aoulrt]|$)", "k"),
        (r"ss|c(?=[eiy])|z", "s"),
        (r"ge(?=[ao])|j|g(?=[eiy])", "J"),
        (r"gu(?=[eiy])", "g"),
        (r"(?:ain|ein|in|ym|im|en|em|an|am)(?![aeiouy])", "N"),
        (r"ai|ei|ae", "e"),
        (r"y", "i"),
        (r"h", ""),
        (r"(.)\1+", r"\1"),
        (r"[estdpx]+$", ""),
    )
)
"""How letters sound in French, roughly; in English and Spanish well enough to compare names."""


def distance(one: str, other: str) -> int:
    """Letters to put in, take out or replace until they are the same."""
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, start=1):
        last, row = row, [i]
        for j, theirs in enumerate(other, start=1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (mine != theirs)))
    return row[-1]


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """What a word sounds like: Dupont and Dupond are the same."""
    heard = fold(word)
    for pattern, letters in SOUNDS:
        heard = pattern.sub(letters, heard)
    return heard


def same_word(one: str, other: str) -> bool:
    """Whether a recogniser may have written ``one`` for the name ``other`` (both folded)."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    return sound(one) == sound(other) or distance(one, other) <= (len(other) >= 7)


def likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of letter triples that two folded sentences have in common (Dice)."""
    mine, theirs = _triples(one), _triples(other)
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 0.0


@lru_cache(maxsize=8192)
def _triples(text: str) -> Counter[str]:
    padded = f"  {text} "
    return Counter(padded[i : i + 3] for i in range(len(padded) - 2))
