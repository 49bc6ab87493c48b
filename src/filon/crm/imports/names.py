"""A person's name in one cell, parted into first name and last name."""

from __future__ import annotations

_PARTICLES = {
    "de",
    "du",
    "des",
    "da",
    "dos",
    "di",
    "del",
    "della",
    "van",
    "von",
    "der",
    "den",
    "le",
    "la",
    "el",
    "ben",
    "al",
}
_TITLES = {
    "m",
    "m.",
    "mr",
    "mr.",
    "mme",
    "mme.",
    "mlle",
    "monsieur",
    "madame",
    "dr",
    "dr.",
    "me",
    "ms",
    "ms.",
    "mrs",
    "mrs.",
}


def split_name(text: str) -> tuple[str, str]:
    """First name and last name, as people write both in one cell.

    ``Roux, Anne`` and ``ROUX Anne`` put the last name first (a comma, capitals); otherwise the first word is the first
    name. A civility is left out. One word alone is a last name.
    """
    before, comma, after = text.partition(",")
    if comma and before.strip() and after.strip():
        return _bare(after), _bare(before)
    words = _bare(text).split()
    if len(words) < 2:
        return "", " ".join(words)
    capitals = [word for word in words if _is_capitals(word)]
    if capitals and len(capitals) < len(words):
        return _around_capitals(words)
    return words[0], " ".join(words[1:])


def _around_capitals(words: list[str]) -> tuple[str, str]:
    """The words in capitals, with their particles, are the last name."""
    last = [word for i, word in enumerate(words) if _is_capitals(word) or _leads_to_capitals(words, i)]
    first = [word for i, word in enumerate(words) if not (_is_capitals(word) or _leads_to_capitals(words, i))]
    return " ".join(first), " ".join(last)


def _leads_to_capitals(words: list[str], index: int) -> bool:
    following = words[index + 1 :]
    is_particle = words[index].lower() in _PARTICLES
    return is_particle and bool(following) and (_is_capitals(following[0]) or _leads_to_capitals(words, index + 1))


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not word.endswith(".")


def _bare(text: str) -> str:
    words = text.split()
    while words and words[0].lower() in _TITLES:
        words.pop(0)
    return " ".join(words)
