"""Which fact a column announces by its name alone."""

from __future__ import annotations

import re

from filon.crm.imports.fields import Field
from filon.crm.imports.vocabulary import BY_NAME, NAME_ALONE
from filon.kernel.text import fold

NEVER = re.compile(
    r"\b(owner|proprietaire|responsable du compte|assigned|created|updated|modified|status|statut|state|stage|etape|"
    r"lifecycle|verified|verification|confidence|domain|count|nombre d|date|ids?|by|par|label|etiquette|opt in|optin|"
    r"consent|consentement|bounced?|last contacted|revenue|effectif|employees|adresse postale|street|rue)\b"
)
_PARTS: tuple[tuple[Field, re.Pattern[str]], ...] = (
    (Field.OPT_OUT, re.compile(r"\b(opt(ed)? ?out|unsubscri\w+|desabonn\w+|desinscri\w+|do not (e ?mail|contact))\b")),
    (Field.LINKEDIN_URL, re.compile(r"\blinkedin\b")),
    (Field.EMAIL, re.compile(r"\b(e ?mail|mail|courriel|correo)s?\b")),
    (Field.MOBILE, re.compile(r"\b(mobile|portable|gsm|cell\w*|movil)\b")),
    (Field.PHONE, re.compile(r"\b(tel|telephone|phone|telefono|standard)s?\b")),
    (Field.SIRET, re.compile(r"\bsiret\b")),
    (Field.SIREN, re.compile(r"\bsiren\b")),
    (Field.POSTCODE, re.compile(r"\b(code postal|postal code|zip|codigo postal)\b")),
    (Field.FIRST_NAME, re.compile(r"\b(prenom|first ?name)s?\b")),
    (Field.LAST_NAME, re.compile(r"\b(nom de famille|last ?name|surname|apellidos?)\b")),
    (Field.COMPANY, re.compile(r"\b(societe|entreprise|raison sociale|company|empresa|organi[sz]ation)\b")),
    (Field.JOB_TITLE, re.compile(r"\b(fonction|poste|job|puesto|cargo)\b")),
    (Field.CITY, re.compile(r"\b(ville|city|ciudad)\b")),
    (Field.COUNTRY, re.compile(r"\b(pays|country|pais)\b")),
    (Field.WEBSITE, re.compile(r"\b(site|website|url|web)\b")),
)
_PREFIX = re.compile(r"\A(?:person|personne|contact|persona|people|prospect|lead)\b(?=\s\S)\s*")
_PREFIXED = {"name": Field.FULL_NAME, "nom": Field.FULL_NAME}  # Pipedrive's “Person - Name”
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


def plain_name(header: str) -> str:
    """A column name made comparable: ``Person - E-mail (pro)`` → ``person e mail pro``."""
    return _NOT_A_WORD.sub(" ", fold(header)).strip()


def field_of(header: str) -> tuple[Field | None, float]:
    """The field a column name announces, and how sure that is (1 for a known name, 0 when it says nothing)."""
    name = plain_name(header)
    if field := BY_NAME.get(name):
        return field, 1.0
    bare = _PREFIX.sub("", name)
    if bare != name and (field := _PREFIXED.get(bare) or BY_NAME.get(bare)):
        return field, 1.0
    if not name or NEVER.search(name):
        return None, 0.0
    return next(((field, 0.8) for field, pattern in _PARTS if pattern.search(name)), (None, 0.0))


def is_known(header: str) -> bool:
    """Tell whether a name is one that files of prospects use, exactly."""
    return plain_name(header) in NAME_ALONE or field_of(header)[1] == 1.0
