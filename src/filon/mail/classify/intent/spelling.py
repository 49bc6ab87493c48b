"""How people misspell: doubled letters lost, `z` for `s`, one letter missing, added, changed or swapped."""

from __future__ import annotations

import re

_DOUBLED = re.compile(r"(.)\1+")


def squeezed(word: str) -> str:
    """`desabonnement` and `dezabonement` alike."""
    return _DOUBLED.sub(r"\1", word.replace("z", "s"))


def near(word: str, stem: str) -> bool:
    """True when `word` begins with `stem` but for one letter, its first letter being right."""
    if word[:1] != stem[:1]:
        return False
    size = len(stem)
    return any(_one_edit(word[:length], stem) for length in (size - 1, size, size + 1) if length <= len(word))


def _one_edit(left: str, right: str) -> bool:
    """At most one letter missing, added or changed, or two neighbours swapped."""
    if left == right:
        return True
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    rest_left, rest_right = left[start:], right[start:]
    return (
        rest_left[1:] == rest_right
        or rest_left == rest_right[1:]
        or rest_left[1:] == rest_right[1:]
        or (rest_left[1::-1] == rest_right[:2] and len(rest_left) > 1 and rest_left[2:] == rest_right[2:])
    )
