"""The variables a message may use, under their French and English names."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Literal

from filon.kernel.text import fold

Kind = Literal["text", "link"]
Owner = Literal["recipient", "sender", "message"]


@dataclass(frozen=True, slots=True)
class Variable:
    """``name`` is the key under which the value is given; ``french`` is what the editor inserts."""

    name: str
    french: str
    owner: Owner = "recipient"
    kind: Kind = "text"


VARIABLES = (
    Variable("first_name", "prenom"),
    Variable("last_name", "nom"),
    Variable("salutation", "civilite"),
    Variable("company", "societe"),
    Variable("job_title", "fonction"),
    Variable("city", "ville"),
    Variable("email", "email"),
    Variable("data_source", "origine_des_donnees"),
    Variable("sender", "expediteur", owner="sender"),
    Variable("sender_first_name", "expediteur_prenom", owner="sender"),
    Variable("sender_last_name", "expediteur_nom", owner="sender"),
    Variable("sender_company", "expediteur_societe", owner="sender"),
    Variable("sender_job_title", "expediteur_fonction", owner="sender"),
    Variable("sender_email", "expediteur_email", owner="sender"),
    Variable("sender_phone", "expediteur_telephone", owner="sender"),
    Variable("website", "site", owner="message", kind="link"),
    Variable("unsubscribe_link", "lien_desinscription", owner="message", kind="link"),
)
UNSUBSCRIBE = "unsubscribe_link"
BY_NAME = {v.name: v for v in VARIABLES}

_WRITTEN = {name: v for v in VARIABLES for name in (v.name, v.french)}
_GLUE = re.compile(r"[\s\-.’']+")
_CLOSE_ENOUGH = 0.6


def lookup(written: str) -> Variable | None:
    """The variable a person means by ``written``: accents, case, spaces and hyphens do not matter (``Prénom``)."""
    return _WRITTEN.get(_key(written))


def nearest(written: str) -> str:
    """The existing name closest to a mistyped one, or ``""`` when nothing resembles it."""
    found = difflib.get_close_matches(_key(written), _WRITTEN, n=1, cutoff=_CLOSE_ENOUGH)
    return found[0] if found else ""


def _key(written: str) -> str:
    return _GLUE.sub("_", fold(written).strip())
