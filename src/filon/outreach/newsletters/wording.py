"""Why a mail of a newsletter does not leave (yet), in words that speak of a newsletter and not of a campaign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.actions import reasons

WORDS: dict[str, str | Promise] = {
    "outside_days": gettext_lazy("Aujourd’hui n’est pas un jour d’envoi de la newsletter"),
    "outside_hours": gettext_lazy("La newsletter n’envoie pas à cette heure"),
    "no_sending_day": gettext_lazy("La newsletter n’a aucun jour d’envoi dans l’année qui vient"),
    "unsubscribed_from_campaign": gettext_lazy("Cette personne s’est désinscrite de la newsletter"),
    "not_engaged": gettext_lazy("Cette personne n’est plus inscrite à la newsletter"),
    "campaign_stopped": gettext_lazy("La newsletter est désactivée"),
}
"""Other reasons are those of any mail: ``actions.reasons``."""


def sentences(stored: Iterable[Mapping[str, Any]]) -> list[str]:
    """What an action keeps of its reasons, in the reader's language."""
    return [_sentence(reason) for reason in stored]


def _sentence(reason: Mapping[str, Any]) -> str:
    words = WORDS.get(str(reason.get("code")))
    if words is None:
        return reasons.sentence(reason)
    until = reason.get("until")
    if not until:
        return str(words)
    return _("%(sentence)s (jusqu’au %(until)s)") % {"sentence": words, "until": reasons.when(until)}
