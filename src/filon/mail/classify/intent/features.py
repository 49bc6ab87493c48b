"""What a mail looks like to the learnt weights: its words, pairs of words, concepts and pairs of concepts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .concepts import clauses, tagged

MAX_READ = 1200  # characters: what a request needs stands in the beginning
_STEM = 6  # letters of a word that count: endings differ with who speaks
_NEAR = 3  # concepts further apart do not belong together
_MAX_TOKENS = 150
_TOKEN = re.compile(r"[a-z0-9@']{1,40}|\?")
_LENGTHS = (1, 3, 7, 15, 31)


def features(text: str) -> frozenset[str]:
    """Names of what is there, in folded `text` whose lines still stand."""
    parts = _without_name(clauses(text[:MAX_READ]))
    found = {name for part in parts for name in _of_concepts(part)}
    stems = [token[:_STEM] for part in parts for token in _TOKEN.findall(part)][:_MAX_TOKENS]
    found.update(f"w:{stem}" for stem in stems)
    found.update(f"b:{left} {right}" for left, right in pairwise(stems))
    found.add(f"length:{sum(len(stems) > length for length in _LENGTHS)}")
    return frozenset(found)


def _of_concepts(part: str) -> Iterator[str]:
    words = [letters.strip(".").replace("f", "") for letters in tagged(part).split()]
    words = [letters for letters in words if letters not in {"", "_"}]
    for position, letters in enumerate(words):
        yield from (f"c:{letter}" for letter in letters)
        for following in words[position + 1 : position + 1 + _NEAR]:
            yield from (f"p:{left}{right}" for left in letters for right in following)


def _without_name(parts: list[str]) -> list[str]:
    """Without the last clauses that carry no concept: a name, a trade, a telephone number."""
    kept = list(parts)
    while len(kept) > 1 and not any(True for _ in _of_concepts(kept[-1])):
        kept.pop()
    return kept
