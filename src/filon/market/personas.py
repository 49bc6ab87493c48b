"""Who somebody is by their job title: whether they decide alone, with others, or not. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.kernel.text import fold

TITLES_REMEMBERED = 65_536
Words = list[tuple[str, set[str]]]


class Level(StrEnum):
    """How far a person decides."""

    HEAD = "head"
    DIRECTOR = "director"
    MANAGER = "manager"
    OTHER = "other"


LABELS: dict[Level, str | Promise] = {
    Level.HEAD: _("Dirige la société"),
    Level.DIRECTOR: _("Dirige une fonction"),
    Level.MANAGER: _("Encadre une équipe"),
    Level.OTHER: _("Autre poste"),
}

HELPERS = r"(assistante?s?|secretaire|secretary|alternante?|stagiaire|intern|apprentie?|asistente|becari[oa])\b"
HEADS = (
    r"\b(pdg|p d g|dg|ceo|president[ea]?|gerante?|co ?gerante?|dirigeante?|(co ?)?fondat(eur|rice)|(co ?)?founder|owner"
    r"|proprietaire|chef d entreprise|direct(eur|rice) general[e]?|director[a]? general|managing director"
    r"|general manager|chief executive( officer)?|propietari[oa]|fundador[a]?|administrat(eur|rice) unique)\b"
)
DIRECTORS = (
    r"\b(direct(eur|rice|ion)|director[a]?|dsi|daf|drh|cto|cfo|cio|coo|cmo|cpo|chro|cdo|vp|vice president[e]?"
    r"|head of|chief \w+ officer|secretaire general[e]?)\b"
)
MANAGERS = (
    r"\b(responsable|manager|chef(fe)? d[eu]?s? ?(service|atelier|equipe|agence|site|departement|secteur)"
    r"|chef(fe)? comptable|superviseu(r|se)|supervisor[a]?|team lead(er)?|lead|encargad[oa]|jefe|jefa)\b"
)
NOT_MANAGERS = r"\b(project|product|account|office|community|traffic|case) manager\b|\bchef(fe)? de projet"
_ORDER = (
    (Level.OTHER, re.compile(rf"^({HELPERS})|\b(assistante?|secretary) (de|du|to|of)\b")),
    (Level.DIRECTOR, re.compile(r"\bvice president")),
    (Level.HEAD, re.compile(HEADS)),
    (Level.DIRECTOR, re.compile(DIRECTORS)),
    (Level.OTHER, re.compile(NOT_MANAGERS)),
    (Level.MANAGER, re.compile(MANAGERS)),
)
"""The first that fits decides. Titles in French, English and Spanish, folded, one space between words."""


@lru_cache(TITLES_REMEMBERED)
def level_of(title: str) -> Level:
    """What a job title says of how far somebody decides; OTHER when it says nothing."""
    text = plain(title)
    return next((level for level, words in _ORDER if words.search(text)), Level.OTHER)


@lru_cache(TITLES_REMEMBERED)
def plain(title: str) -> str:
    """Folded words with one space between: "P.-D.G. / Fondateur" is "p d g fondateur"."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(title)))


def is_named(title: str, sought: str) -> bool:
    """Whether each word sought begins a word of the title: "direct info" names "Directeur informatique"."""
    return bool(named(words_of([title]), sought))


def words_of(titles: Iterable[str]) -> Words:
    """The words of job titles in their order, each with the titles that have it, for ``named``."""
    found: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        for word in plain(title).split():
            found[word].add(title)
    return sorted(found.items())


def named(words: Words, sought: str) -> set[str]:
    """The titles that a text names, as ``is_named`` says, without a look at the others."""
    found = [_with_word(words, start) for start in plain(sought).split()]
    return set.intersection(*found) if found else set()


def _with_word(words: Words, start: str) -> set[str]:
    first, last = (bisect_left(words, end, key=itemgetter(0)) for end in (start, f"{start}\x7f"))
    return set().union(*(titles for _word, titles in words[first:last]))
