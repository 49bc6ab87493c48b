"""One cell made into one normalised value, for the fields that are neither addresses nor telephones."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from babel import Locale

from filon.crm.imports.fields import Field
from filon.crm.imports.hints import NOT_A_WEBSITE, NOT_LINKEDIN, UNKNOWN_COUNTRY
from filon.kernel.text import fold, squash
from filon.kernel.values import InvalidValue, parse_siren, parse_siret

LONGEST: dict[Field, int] = {
    Field.FIRST_NAME: 100,
    Field.LAST_NAME: 100,
    Field.COMPANY: 200,
    Field.JOB_TITLE: 160,
    Field.WEBSITE: 300,
    Field.LINKEDIN_URL: 300,
    Field.CITY: 120,
    Field.POSTCODE: 12,
    Field.SOURCE: 120,
}
"""Characters that each fact may have; the columns of the database are as wide."""

_YES = {"true", "vrai", "verdadero", "oui", "yes", "si", "1", "x", "y", "o", "v", "opt out", "optout", "opted out",
        "unsubscribed", "desabonne", "desinscrit", "desabonnee", "desinscrite", "baja", "stop"}  # fmt: skip
_HOST = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_]{2,63}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_LINKEDIN_HOST = re.compile(r"(?:[a-z]{2,3}\.)?(?:www\.)?linkedin\.com/\S+", re.IGNORECASE)
_LANGUAGES = ("fr", "en", "es")


def one_line(text: str) -> str:
    """Line breaks, odd spaces and control characters become single spaces."""
    return text if text.isprintable() and "  " not in text else squash(text)


def says_yes(text: str) -> bool:
    """Tell whether a cell of an opt-out column means that the person opted out, in the words of exports."""
    return fold(text) in _YES


def website(text: str) -> str:
    """A web address with its scheme. Raises InvalidValue; never returns anything but http or https."""
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    if not _HOST.fullmatch(rest):
        raise InvalidValue("website_invalid", NOT_A_WEBSITE)
    return text if scheme else f"https://{rest}"


def linkedin(text: str) -> str:
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    if not _LINKEDIN_HOST.fullmatch(rest):
        raise InvalidValue("linkedin_invalid", NOT_LINKEDIN)
    return f"https://{rest}"


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    """Codes of countries by code and by name in the languages of Filon."""
    names: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in {"ZZ", "EU", "EZ", "UN", "QO", "XA", "XB"}:
                names[fold(name)] = names[fold(code)] = code
    return names | {
        "usa": "US",
        "royaume uni": "GB",
        "uk": "GB",
        "angleterre": "GB",
        "england": "GB",
        "grande bretagne": "GB",
    }


@lru_cache(maxsize=1_000)
def country(text: str) -> str:
    """The ISO 3166 code of a country written by code or by name in French, English or Spanish."""
    code = _countries().get(fold(text))
    if code is None:
        raise InvalidValue("country_unknown", UNKNOWN_COUNTRY)
    return code


PARSERS: dict[Field, Callable[[str], str]] = {
    Field.WEBSITE: website,
    Field.LINKEDIN_URL: linkedin,
    Field.SIREN: parse_siren,
    Field.SIRET: parse_siret,
    Field.COUNTRY: country,
}
