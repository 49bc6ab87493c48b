"""How words of three languages are pronounced, in the phones of an American model (CMUdict's names). Pure but for the
library that knows how a word is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

LANGUAGE_MARK = re.compile(r"\([^)]*\)")
UNHEARD = re.compile(r"[ˈˌː‍\u200d_.\n]")
BETWEEN = re.compile(r"[ \n]+")
LONGEST = 3
UNKNOWN = ("AH",)

PHONES = (
    "AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY", "F", "G", "HH", "IH", "IY", "JH", "K",
    "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH", "UW", "V", "W", "Y", "Z", "ZH",
)  # fmt: skip

NEAREST = {
    "a": "AA", "ɑ": "AA", "ɐ": "AH", "ɒ": "AA", "æ": "AE", "ʌ": "AH", "ə": "AH", "ɚ": "ER", "ɜ": "ER", "ø": "ER",
    "œ": "ER", "e": "EY", "ɛ": "EH", "i": "IY", "ɪ": "IH", "ᵻ": "IH", "o": "OW", "ɔ": "AO", "u": "UW", "ʊ": "UH",
    "y": "UW", "ɑ̃": "AO N", "ɔ̃": "AO N", "ɛ̃": "AE N", "œ̃": "AH N",
    "aɪ": "AY", "ai": "AY", "aʊ": "AW", "au": "AW", "ɔɪ": "OY", "oi": "OY", "eɪ": "EY", "ei": "EY", "əʊ": "OW",
    "oʊ": "OW", "iə": "IH R", "eə": "EH R", "ʊə": "UH R", "aɪə": "AY AH", "əl": "AH L", "l̩": "AH L", "n̩": "AH N",
    "j": "Y", "w": "W", "ɥ": "W", "p": "P", "b": "B", "β": "V", "t": "T", "d": "D", "k": "K", "g": "G", "ɡ": "G",
    "ɣ": "G", "f": "F", "v": "V", "θ": "TH", "ð": "DH", "s": "S", "z": "Z", "ʃ": "SH", "ʒ": "ZH", "tʃ": "CH",
    "dʒ": "JH", "m": "M", "n": "N", "ɲ": "N Y", "ŋ": "NG", "l": "L", "ɬ": "L", "ʎ": "Y", "ʝ": "Y", "ʁ": "R",
    "r": "R", "ɹ": "R", "ɾ": "R", "x": "HH", "h": "HH", "ʔ": "", "ʲ": "", "-": "",
}  # fmt: skip
"""Sounds of the IPA, and the one that an American ear would take them for."""

Pronunciation = tuple[str, ...]


class Reader(Protocol):
    """What knows how words are read aloud."""

    def phonemes(self, text: str, *, voice: str) -> str: ...


def phones(ipa: str) -> Pronunciation:
    """The phones of one word; what none of them resembles is left out."""
    rest, found = UNHEARD.sub("", LANGUAGE_MARK.sub("", ipa)), []
    while rest:
        known = next((rest[:size] for size in range(LONGEST, 0, -1) if rest[:size] in NEAREST), "")
        found += NEAREST.get(known, "").split()
        rest = rest[len(known) or 1 :]
    return tuple(found) or UNKNOWN


def pronounced(phrase: tuple[str, ...], reader: Reader, *, voice: str) -> Iterator[tuple[str, Pronunciation]]:
    """Each word of a phrase by itself, and as it sounds among the others (« les amis ») where that can be told."""
    for word in phrase:
        yield word, phones(reader.phonemes(word, voice=voice))
    groups = BETWEEN.split(LANGUAGE_MARK.sub("", reader.phonemes(" ".join(phrase), voice=voice)).strip())
    if len(groups) == len(phrase):
        for word, group in zip(phrase, groups, strict=True):
            yield word, phones(group)
