"""How the events of consent are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.consent.events import Suppressed, SuppressionLifted, TrackingAnswered
from filon.consent.states import Reason
from filon.timeline import words
from filon.timeline.sentences import sentence


@sentence(Suppressed.kind, icon="ban", tone="warning")
def suppressed(data: Mapping[str, Any]) -> str:
    reason = data.get("reason", "")
    said = str(Reason(reason).label) if reason in Reason.values else str(reason)
    return _("Ajout à la liste d’opposition : %(reason)s") % {"reason": said}


@sentence(SuppressionLifted.kind, icon="undo-2")
def lifted(data: Mapping[str, Any]) -> str:
    return _("Retrait de la liste d’opposition")


@sentence(TrackingAnswered.kind, icon="shield-check")
def tracking_answered(data: Mapping[str, Any]) -> str:
    return _("A accepté le suivi") if data.get("granted") else _("A refusé le suivi")


words.register(
    "consent",
    gettext_lazy("Oppositions"),
    {
        "consent.suppressed": gettext_lazy("Opposition enregistrée"),
        "consent.suppression_lifted": gettext_lazy("Opposition levée"),
        "consent.tracking_answered": gettext_lazy("Réponse sur le suivi"),
    },
)
