"""The options of a menu, read from its words (field study, part 3, idea 10). Pure.

A switchboard says what for, then which key, or the key first: both orders, in French, English and Spanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_LABEL = 120
MOST_OPTIONS = 24

WORDS = {
    "fr": {"zéro": "0", "un": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7"}
    | {"huit": "8", "neuf": "9", "étoile": "*", "dièse": "#"},
    "en": {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7"}
    | {"eight": "8", "nine": "9", "star": "*", "pound": "#", "hash": "#"},
    "es": {"cero": "0", "uno": "1", "dos": "2", "tres": "3", "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7"}
    | {"ocho": "8", "nueve": "9", "asterisco": "*", "almohadilla": "#"},
}
PRESS = {
    "fr": r"(?:tapez|faites|composez|pressez|appuyez sur)(?: (?:la touche|le|sur))*",
    "en": r"(?:press|dial|select|push)(?: (?:key|number|the))*",
    "es": r"(?:pulse|marque|presione|oprima)(?: (?:la tecla|el|la))*",
}
FOR = {"fr": r"(?:pour|si)\b", "en": r"(?:for|to|if)\b", "es": r"(?:para|si)\b"}


class Option(NamedTuple):
    """``digits`` are the keys to press, ``label`` what the menu says they are for, in its words."""

    digits: str
    label: str


def options(text: str, *, language: str) -> list[Option]:
    """What the menu offers, in its order, each key once; nothing for words that are no menu."""
    if language not in PRESS:
        return []
    found: dict[str, Option] = {}
    for option in _spoken(" ".join(text.lower().split()), language):
        if option.label:
            found.setdefault(option.digits, option)
    return list(found.values())[:MOST_OPTIONS]


def _spoken(text: str, language: str) -> Iterator[Option]:
    """Cut the text at its keys: what a key is for stands in the words before it, or else after it."""
    keys = list(_key(language).finditer(text))
    first_before = bool(keys) and bool(re.search(FOR[language], text[: keys[0].start()]))
    for place, key in enumerate(keys):
        start = keys[place - 1].end() if place else 0
        end = keys[place + 1].start() if place + 1 < len(keys) else len(text)
        said = text[start : key.start()] if first_before else text[key.end() : end]
        yield Option(_digits(key["key"], language), _label(said, language, before=first_before))


def _key(language: str) -> re.Pattern[str]:
    words = "|".join(WORDS[language])
    return re.compile(rf"\b{PRESS[language]}\s*(?P<key>[0-9*#]{{1,2}}(?![\w])|(?:{words})\b)")


def _digits(key: str, language: str) -> str:
    return WORDS[language].get(key, key)


def _label(said: str, language: str, *, before: bool) -> str:
    """The words from the last "pour" (or the first, after a key) to the end of their sentence."""
    starts = [match.end() for match in re.finditer(FOR[language], said)]
    if not starts:
        return ""
    said = said[starts[-1] if before else starts[0] :]
    return re.split(r"[.;:!?]", said)[0].strip(" ,-…")[:LONGEST_LABEL]
