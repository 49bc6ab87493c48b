"""The words by which machines and people are told apart: one package per language, one table per topic.

Phrases are written in the notation of `notation.py` over folded text (`wording.folded`: lower case, no accent, plain
quote marks, single spaces), so tables are ASCII but for €. To teach a phrase, add it to its language and a case to the
corpus of the tests.
"""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache

from .de import GERMAN
from .en import ENGLISH
from .es import SPANISH
from .fr import FRENCH
from .it import ITALIAN
from .nl import DUTCH
from .notation import compiled, expression
from .pt import PORTUGUESE
from .topics import Language

LANGUAGES: tuple[Language, ...] = (FRENCH, ENGLISH, SPANISH, GERMAN, ITALIAN, PORTUGUESE, DUTCH)

__all__ = ["LANGUAGES", "Language", "alternatives", "any_language", "compiled", "each", "expression", "whole"]

_WORD_STARTS = r"(?:(?<![\w'-])|(?<=\b[dlmn]'))"
"""After an elision too: `d'arreter`, `l'adresse`."""


@cache
def alternatives(name: str) -> str:
    """An expression for the phrases of `name` in every language, to be set into another."""
    return "|".join(_phrases(name))


@cache
def any_language(name: str) -> re.Pattern[str]:
    """One pattern for the phrases of `name` in every language; they begin at a word."""
    return re.compile(rf"{_WORD_STARTS}(?:{alternatives(name)})")


@cache
def whole(name: str, *, then: str = "") -> re.Pattern[str]:
    """The same against a whole text, with what may follow."""
    return re.compile(rf"(?:{alternatives(name)}){then}\Z")


@cache
def each(name: str) -> tuple[re.Pattern[str], ...]:
    """The phrases of `name` in every language apart, to count how many speak."""
    return tuple(re.compile(rf"{_WORD_STARTS}(?:{phrase})") for phrase in _phrases(name))


def _phrases(name: str) -> tuple[str, ...]:
    topic = next(
        topic.name for topic in fields(Language) if name in {field.name for field in fields(_type_of(topic.name))}
    )
    phrases = (phrase for language in LANGUAGES for phrase in getattr(getattr(language, topic), name))
    return tuple(dict.fromkeys(map(expression, phrases)))


def _type_of(topic: str) -> type:
    return type(getattr(LANGUAGES[0], topic))
