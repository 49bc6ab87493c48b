"""Companies of the public directory by what somebody types: name, brand, city, officer, SIREN or SIRET.

The last word may be unfinished, and a word of ``LEAST_FOR_TYPOS`` letters may have one letter wrong, too many, missing
or swapped with the next. Best known first, and those whose name begins with what was typed before others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from filon.directory.columnar import current
from filon.directory.public.indexing import FOLDER, WORD_BYTES
from filon.directory.public.models import Establishment, Unit
from filon.kernel.text import fold

MOST = 20
LEAST_LETTERS = 2
LEAST_DIGITS = 3
LEAST_FOR_TYPOS = 4
MOST_WORDS = 8
CONSIDERED = 200
"""Companies of which the names are compared with what was typed."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
Places = npt.NDArray[np.int32]
Slice = slice


@dataclass(frozen=True)
class Found:
    """A unit and its head office, if that is open."""

    unit: Unit
    head: Establishment | None


def search(text: str, *, limit: int = MOST) -> list[Found]:
    """The companies that ``text`` may mean, best first; none for less than two letters, or before the first import."""
    if by_number := numbered(text, limit=limit):
        return _shown(by_number)
    snapshot = current()
    words = words_of(text)
    if snapshot is None or sum(map(len, words)) < LEAST_LETTERS:
        return []
    sirens = _index(snapshot.folder).sirens_with(words, most=CONSIDERED, enough=limit)
    names = dict(Unit.objects.filter(siren__in=sirens, diffusible=True).values_list("siren", "name"))
    ranked = sorted(
        (siren for siren in sirens if siren in names), key=lambda siren: not words_begin(names[siren], words)
    )
    units = Unit.objects.in_bulk(ranked[:limit])
    return _shown([units[siren] for siren in ranked[:limit] if siren in units])


def words_of(text: str) -> list[str]:
    """The words of a question as the index has them."""
    return [word[:WORD_BYTES] for word in re.findall("[a-z0-9]+", fold(text).translate(_LIGATURES))][:MOST_WORDS]


def words_begin(name: str, words: Sequence[str]) -> bool:
    """Whether a name begins with these words, the last of which may be unfinished."""
    return " ".join(words_of(name)).startswith(" ".join(words))


def candidates(text: str, *, most: int) -> list[str]:
    """SIREN of the companies that ``text`` may mean, by number or by words; none for less than two letters."""
    if units := numbered(text, limit=most):
        return [unit.siren for unit in units]
    snapshot, words = current(), words_of(text)
    if snapshot is None or sum(map(len, words)) < LEAST_LETTERS:
        return []
    return _index(snapshot.folder).sirens_with(words, most=most, enough=MOST)


def numbered(text: str, *, limit: int) -> list[Unit]:
    """The units whose SIREN begins as ``text`` does, if that is a number of ``LEAST_DIGITS`` or more."""
    digits = re.sub(r"[\s.]", "", text)
    if not (digits.isascii() and digits.isdigit() and len(digits) >= LEAST_DIGITS):
        return []
    siren = digits[:9]
    return list(
        Unit.objects.filter(siren__gte=siren.ljust(9, "0"), siren__lte=siren.ljust(9, "9")).order_by("siren")[:limit]
    )


def _shown(units: Sequence[Unit]) -> list[Found]:
    heads = Establishment.objects.in_bulk([unit.siren + unit.head_nic for unit in units])
    return [Found(unit, heads.get(unit.siren + unit.head_nic)) for unit in units]


@lru_cache(2)
def _index(folder: Path) -> Index:
    return Index(folder / FOLDER)


class Index:
    """The files of ``indexing``, mapped: what is not asked for is not read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def sirens_with(self, words: Sequence[str], *, most: int, enough: int) -> list[str]:
        """SIREN of the companies that have all the words: first those that have them as they are, then those with a
        last word that begins so; if these are not ``enough``, then those with words almost so.
        """
        exact = [self._slices([word]) for word in words]
        begun = [*exact[:-1], self._slices([words[-1]], unfinished=True)]
        found = dict.fromkeys(self._in_all(exact, most=most).tolist())
        found |= dict.fromkeys(self._in_all(begun, most=most).tolist())
        if len(found) < enough:
            found |= dict.fromkeys(self._in_all(self._near(words, begun), most=most).tolist())
        return [f"{siren:09d}" for siren in self._sirens[list(found)[:most]].tolist()]

    def _near(self, words: Sequence[str], begun: Sequence[list[Slice]]) -> list[list[Slice]]:
        last = len(words) - 1
        return [
            self._slices([word, *misspelt(word)], unfinished=n == last) if len(word) >= LEAST_FOR_TYPOS else begun[n]
            for n, word in enumerate(words)
        ]

    def _slices(self, words: Sequence[str], *, unfinished: bool = False) -> list[Slice]:
        """Where the places of these words lie."""
        wanted = np.array(sorted(words), dtype=f"S{WORD_BYTES}")
        low = np.searchsorted(self._words, wanted, "left")
        if unfinished:
            after = np.array([word[: WORD_BYTES - 1] + "~" for word in sorted(words)], dtype=f"S{WORD_BYTES}")
            high = np.searchsorted(self._words, after, "left")
        else:
            high = np.searchsorted(self._words, wanted, "right")
        return [slice(int(self._starts[a]), int(self._starts[b])) for a, b in zip(low, high, strict=True) if a < b]

    def _in_all(self, sets: Sequence[Sequence[Slice]], *, most: int) -> Places:
        """The first places that are in each of the sets, each being the union of its slices."""
        if not all(sets):
            return np.empty(0, np.int32)
        fewest, *others = sorted(sets, key=lambda slices: sum(s.stop - s.start for s in slices))
        places = np.concatenate([self._places[s] for s in fewest])
        for slices in others:
            has = np.zeros(len(self._sirens), np.bool_)
            for s in slices:
                has[self._places[s]] = True
            places = places[has[places]]
        if len(places) > (enough := most * 4):  # a place is there once for each of its words: sort a few times as many
            places = np.partition(places, enough)[:enough]
        return np.unique(places)[:most]

    @cached_property
    def _sirens(self) -> Places:
        sirens: Places = self._mapped("sirens")
        return sirens

    @cached_property
    def _places(self) -> Places:
        places: Places = self._mapped("places")
        return places

    @cached_property
    def _starts(self) -> npt.NDArray[np.int64]:
        starts: npt.NDArray[np.int64] = self._mapped("starts")
        return starts

    @cached_property
    def _words(self) -> npt.NDArray[np.bytes_]:
        words: npt.NDArray[np.bytes_] = self._mapped("words")
        return words

    def _mapped(self, name: str) -> Any:
        return np.load(self._folder / f"{name}.npy", mmap_mode="r")


def misspelt(word: str) -> set[str]:
    """Every word one letter away: one left out, one changed, one added, or two swapped."""
    halves = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    left_out = {a + b[1:] for a, b in halves if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    changed = {a + letter + b[1:] for a, b in halves if b for letter in _LETTERS}
    added = {a + letter + b for a, b in halves for letter in _LETTERS}
    return {each[:WORD_BYTES] for each in left_out | swapped | changed | added}
