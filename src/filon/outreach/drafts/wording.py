"""Reasons of the policy, as they are said of a message written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filon.actions.policy import Reason
from filon.actions.reasons import sentence
from filon.mail.rendering import VARIABLES

OWN: dict[str, str | Promise] = {
    "not_engaged": _("Ce message n’est plus à envoyer à cette personne"),
    "not_launched": _("Ce message est en cours d’écriture"),
    "by_user": _("Vous avez annulé son envoi"),
}
"""Where the usual sentence speaks of a campaign."""
FRENCH = {variable.name: variable.french for variable in VARIABLES}


def said(reason: Reason | Mapping[str, Any]) -> str:
    """The sentence of a reason, of the policy or as an action keeps it; variables by the names that texts use."""
    stored = reason.stored() if isinstance(reason, Reason) else dict(reason)
    if own := OWN.get(str(stored.get("code"))):
        return str(own)
    if names := stored.get("variables"):
        stored["variables"] = [FRENCH.get(name, name) for name in names]
    return sentence(stored)


def lacking(names: Sequence[str]) -> str:
    """What to say of variables that have no value for anybody."""
    return gettext("Le message utilise une variable qui n’a pas de valeur : %(names)s.") % {"names": ", ".join(names)}


def reason_of(code: str) -> str:
    """The sentence of a code alone, without what it was about."""
    return str(OWN.get(code) or BARE.get(code) or sentence({"code": code}))


BARE: dict[str, str | Promise] = {
    "missing_variable": _("Le message a besoin d’une information absente de la fiche"),
    "unedited_marker": _("Le message contient encore un passage à compléter"),
}
"""Sentences that end with what the event does not keep."""
