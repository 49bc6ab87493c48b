"""Addresses and numbers written so that a voice reads them out well."""

from __future__ import annotations

import re

from filon.voice.dialogue.script import Script

PART = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]")
VOWEL = re.compile(r"[aeiouy]")
ENDINGS_AS_WORDS = {"es": ("es",)}
"""Ends of two letters that are said as a word; all others are spelled."""


def address(text: str, script: Script) -> str:
    """« jean, point, dupont, arobase, acme, point, F R »: a pause between two parts, letters where no word can be
    made of them."""
    parts = PART.findall(text.lower())
    as_words = ENDINGS_AS_WORDS.get(script.language, ())
    ending = len(parts) - 1 if parts and len(parts[-1]) == 2 and parts[-1] not in as_words else None
    said = [_part(part, script, spell=True) for part in parts]
    return ", ".join(" ".join(parts[i].upper()) if i == ending else part for i, part in enumerate(said))


def address_words(text: str, script: Script) -> str:
    """The address as people say it, for a recogniser: « jean point dupont arobase acme point fr »."""
    return " ".join(_part(part, script, spell=False) for part in PART.findall(text.lower()))


def number(text: str, script: Script) -> str:
    """A telephone number in the groups of the language: pairs in French, threes in Spanish, digits in English."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if script.language == "fr" and len(digits) == 10:
        groups = [digits[i : i + 2] for i in range(0, 10, 2)]
        return ", ".join(" ".join(group) if group[0] == "0" else group for group in groups)
    if script.language == "es" and len(digits) == 9:
        return ", ".join(" ".join(digits[i : i + 3]) for i in range(0, 9, 3))
    return " ".join(digits)


def number_words(text: str, script: Script) -> str:
    """The number as people say it, for a recogniser: « zéro un quatre vingt dix neuf … »."""
    groups = number(text, script).replace(",", "").split()
    return " ".join(_in_words(int(group), script) for group in groups)


def _in_words(value: int, script: Script) -> str:
    names = script.spoken.number_names
    if value in names:
        return names[value]
    french = script.language == "fr"
    tens, ones = value // 10 * 10, value % 10
    if french and value >= 70:
        tens, ones = (60, value - 60) if value < 80 else (80, value - 80)
    head = "quatre vingt" if french and tens == 80 else names[tens]
    link = "et " if french and ones in (1, 11) and tens != 80 else "y " if script.language == "es" else ""
    return f"{head} {link}{_in_words(ones, script)}" if ones else head


def _part(part: str, script: Script, *, spell: bool) -> str:
    if not part.isalnum():
        return script.spoken.read.get(part, part)
    if spell and part.isalpha() and (len(part) == 1 or not VOWEL.search(part)):
        return " ".join(part.upper())
    return part
