"""How a person of a file is told from another one at the same number. Pure."""

from __future__ import annotations

from filon.kernel.text import fold, squash


def person_key(first_name: str, last_name: str) -> str:
    """ "last first", without case, accents and hyphens: the same person however the file spells them."""
    return squash(fold(f"{last_name} {first_name}").replace("-", " "))[:210]
