"""Words as the concepts they stand for: one letter each, so that a clause is a short string to match rules against."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from functools import cache, lru_cache

from filon.mail.classify.phrases import LANGUAGES
from filon.mail.classify.phrases.topics import Intents

from .spelling import near, squeezed

LETTERS = {
    "negation": "N",
    "again": "Z",
    "contact": "C",
    "write": "c",
    "call": "l",
    "send": "S",
    "receive": "V",
    "mails": "M",
    "offers": "m",
    "end": "E",
    "remove": "R",
    "unsubscribe": "U",
    "lists": "L",
    "data": "D",
    "me": "I",
    "you": "Y",
    "needless": "Q",
    "trouble": "q",
    "rights": "G",
    "right": "d",
    "authority": "K",
    "threat": "T",
    "peace": "P",
    "hostile": "H",
    "things": "X",
    "when": "W",
    "forget": "F",
    "forbid": "O",
    "consent": "A",
    "permission": "p",
    "means": "t",
    "article": "a",
    "use": "B",
    "wish": "w",
    "hesitate": "h",
    "source": "s",
    "filler": "f",
    "mistake": "e",
    "keep": "k",
    "origin": "o",
    "instead": "i",
    "reading": "r",
    "interest": "n",
    "have": "J",
}
"""By field of `Intents`."""

NOTHING = "_"
ADDRESS = "D@"
WIDTH = 8
"""Every word takes this many places, so that a rule can look back over exactly one."""
MAX_WORDS = 60
MAX_CLAUSES = 40
_ENDS = re.compile(r"(?<=[.!?;:])(?<!\bm\.)(?<!\bmr\.)(?<!\bdr\.)(?<!\bst\.)\s+|\n\s*\n|\s-{1,2}\s")
_SHORT_LINE = 48  # characters: a line that ends before is not one that a program wrapped
_WORD = re.compile(r"[\w.+-]{1,64}@[\w.-]{3,80}|[a-z0-9]{1,40}|[?,]")
_SAME = (
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"\ben entendre parler\b|\bentendre parler (?=de (?:vous|votre)\b)"), "recevoir "),
    (
        re.compile(
            r"\bspam[- ](?:filter|folder|box)\w*|"
            r"\b(?:dans|en|in|to|into|a|au|nei) (?:les |le |la |mes |nos |my |the |your |vos )?"
            r"(?:spams?|junk|indesirables)\b"
        ),
        "recu",
    ),
    (re.compile(r"\b(?:ras[- ]le[- ]bol|fed up)\b"), "marre"),
    (
        re.compile(
            r"\b(?:mais|tout|uniquement|seulement) (?:par|sur|a|au|plutot)\b|"
            r"\bbut (?:by|via|on|to)\b|\bsino (?:por|a)\b"
        ),
        "plutot",
    ),
    (re.compile(r"\b(?:right|wrong|correct|best|main|bon|mauvais) (?:contact|person)\b"), "person"),
    (re.compile(r"\bart(?:icle|iculo|ikel|icolo)?s?\.? (?:6|7|12|15|17|21)\b"), "rgpd"),
    (re.compile(r"\b(nous|vous|ne|n'|m') ?a (?=\w)"), r"\1 ont "),
    (
        re.compile(
            r"\b([mndjls])(?=ecri[rtv]|envoy[ei]|appele|adresse[rz]|harcele|inond|importun|enlev|effac|oubli|arret)"
        ),
        r"\1 ",
    ),
    (re.compile(r"\b(?:les|mes|ses|nos|my|his|her) contacts\b"), "carnet"),
    (re.compile(r"\bcannot\b"), "can not"),
    (re.compile(r"\be-(?=mail)"), "e"),
    (re.compile(r"\bopt(ing|ed)?[- ]?out\b"), "optout"),
    (re.compile(r"\b(?:follow(?:ing)?|reach(?:ing)?)[- ](?:up|out)\b"), "contact"),
)
"""Spellings of one word."""


def clauses(text: str) -> list[str]:
    """The clauses of a folded text whose lines still stand: a line end counts where the line was not full."""
    lines = text.split("\n")
    joined = "".join(line + (" " if len(line) > _SHORT_LINE else "\n\n") for line in lines)
    parts = (part.strip() for part in _ENDS.split(joined))
    return [part for part in parts if part][:MAX_CLAUSES]


def tagged(clause: str) -> str:
    """The letters of each word, filled up with dots, a space after each; `_` for a word that says nothing here."""
    for spelling, same in _SAME:
        clause = spelling.sub(same, clause)
    return "".join(f"{_letters(word):.<{WIDTH}.{WIDTH}} " for word in _WORD.findall(clause)[:MAX_WORDS])


@lru_cache(maxsize=8192)
def _letters(word: str) -> str:
    if "@" in word:
        return ADDRESS
    if word in "?,":
        return word
    whole, stems = _vocabulary()
    found = set(whole.get(word, ""))
    for length in range(len(word), 2, -1):
        if word[:length] in stems:
            found |= set(stems[word[:length]])
            break
    if not found and len(word) > 5:
        found = set(_misspelt(word))
    return "".join(letter for letter in _ORDER if letter in found) or NOTHING


def _misspelt(word: str) -> str:
    """The concepts of the long stem a word nearly begins with: `dezinscription`, `desincrire`."""
    _, stems = _vocabulary()
    for stem in _long_stems():
        if near(squeezed(word), stem):
            return stems[_long_stems()[stem]]
    return ""


_ORDER = "".join(LETTERS.values())


@cache
def _long_stems() -> dict[str, str]:
    """Stems whose misspellings are worth finding, squeezed, and how they are written."""
    _, stems = _vocabulary()
    return {squeezed(stem): stem for stem, letters in stems.items() if "U" in letters and len(stem) > 6}


@cache
def _vocabulary() -> tuple[dict[str, str], dict[str, str]]:
    """Whole words and the beginnings of words, with the letters of their concepts, over all languages."""
    whole: defaultdict[str, str] = defaultdict(str)
    stems: defaultdict[str, str] = defaultdict(str)
    for letter, entry in _entries():
        table = stems if entry.endswith("*") else whole
        table[entry.rstrip("*")] += letter
    return dict(whole), dict(stems)


def _entries() -> Iterable[tuple[str, str]]:
    for language in LANGUAGES:
        for field in fields(Intents):
            for entry in getattr(language.intents, field.name):
                yield LETTERS[field.name], entry
