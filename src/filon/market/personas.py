"""Who somebody is by their job title: whether they decide alone, with others, or not. Pure."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.kernel.text import fold

TITLES_REMEMBERED = 65_536


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
    words = plain(title).split()
    wanted = plain(sought).split()
    return bool(wanted) and all(any(word.startswith(start) for word in words) for start in wanted)
