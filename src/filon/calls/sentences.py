"""How the events of phone campaigns are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.calls import events
from filon.calls.full.statuses import WITH_SOMEBODY
from filon.calls.pausing import why_paused
from filon.calls.states import Level, Nature, Status
from filon.timeline import words
from filon.timeline.sentences import sentence

Data = Mapping[str, Any]


@sentence(events.CallCampaignActivated.kind, icon="play", tone="good")
def activated(data: Data) -> str:
    return _("Campagne d’appels activée")


@sentence(events.CallCampaignPaused.kind, icon="pause")
def paused(data: Data) -> str:
    return _("Campagne d’appels mise en pause")


@sentence(events.CallCampaignAlarmed.kind, icon="triangle-alert", tone="warning")
def alarmed(data: Data) -> str:
    told = {"refused": data.get("refused", ""), "calls": data.get("calls", "")}
    return _("Campagne d’appels mise en pause par Filon : %(refused)s des %(calls)s derniers appels refusés") % told


@sentence(events.CallCampaignFinished.kind, icon="circle-check", tone="good")
def finished(data: Data) -> str:
    return _("Campagne d’appels terminée : chaque ligne a son résultat")


@sentence(events.CallAttempted.kind, icon="phone-call")
def attempted(data: Data) -> str:
    return _("Standard appelé, tentative %(attempt)s : %(nature)s") % {
        "attempt": data.get("attempt", ""),
        "nature": _nature(data),
    }


@sentence(events.ProspectQualified.kind, icon="phone-call", tone="good")
def qualified(data: Data) -> str:
    level = data.get("level")
    advice = str(Level(level).label).lower() if level in set(Level) else ""
    status = data.get("status")
    if status in WITH_SOMEBODY:
        told = {"status": str(Status(status).label), "score": data.get("score", ""), "advice": advice}
        return _("Prospect qualifié : %(status)s, joignabilité %(score)s, %(advice)s") % told
    told = {"nature": _nature(data), "score": data.get("score", ""), "advice": advice}
    return _("Standard qualifié : %(nature)s, joignabilité %(score)s, %(advice)s") % told


@sentence(events.ChangesApplied.kind, icon="pencil", tone="good")
def changes_applied(data: Data) -> str:
    return _("Fiche mise à jour d’après ce qu’a dit le standard")


@sentence(events.ChangesUndone.kind, icon="undo-2")
def changes_undone(data: Data) -> str:
    return _("Mise à jour de la fiche d’après le standard annulée")


@sentence(events.TrunkPaused.kind, icon="triangle-alert", tone="warning")
def trunk_paused(data: Data) -> str:
    return _("Ligne téléphonique mise en pause : %(reason)s") % {
        "reason": _lowered(why_paused(str(data.get("reason", ""))))
    }


@sentence(events.CallsStopped.kind, icon="octagon-x", tone="warning")
def stopped(data: Data) -> str:
    if data.get("stopped"):
        return _("Arrêt d’urgence : plus aucun appel ne part")
    return _("Les appels ont repris")


def _lowered(sentence: str) -> str:
    """After a colon: small at its beginning, without its full stop."""
    return (sentence[:1].lower() + sentence[1:]).rstrip(".")


def _nature(data: Data) -> str:
    code = data.get("nature", "")
    return str(Nature(code).label) if code in Nature.values else str(code)


words.register(
    "calls",
    gettext_lazy("Appels"),
    {
        "calls.attempted": gettext_lazy("Appel passé, un autre suivra"),
        "calls.qualified": gettext_lazy("Ligne qualifiée"),
        "calls.changes_applied": gettext_lazy("Fiche mise à jour d’après un appel"),
        "calls.changes_undone": gettext_lazy("Mise à jour d’après un appel annulée"),
        "calls.campaign_activated": gettext_lazy("Campagne d’appels activée"),
        "calls.campaign_paused": gettext_lazy("Campagne d’appels en pause"),
        "calls.campaign_alarmed": gettext_lazy("Campagne d’appels arrêtée par précaution"),
        "calls.campaign_finished": gettext_lazy("Campagne d’appels terminée"),
        "calls.stopped": gettext_lazy("Arrêt d’urgence enclenché ou levé"),
        "calls.trunk_paused": gettext_lazy("Ligne téléphonique en pause"),
    },
)
