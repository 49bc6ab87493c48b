"""How the events of identified projects are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filon.alerts import events
from filon.alerts.vocabulary import vocabulary
from filon.tenants import audit
from filon.timeline import words
from filon.timeline.sentences import sentence

Data = Mapping[str, Any]


@sentence(events.ProjectAdded.kind, icon="bell-plus", tone="good")
def added(data: Data) -> str:
    return _("Projet identifié : %(category)s, %(stage)s") % _labels(data)


@sentence(events.ProjectUpdated.kind, icon="bell-ring")
def updated(data: Data) -> str:
    if data.get("stage") != data.get("stage_before"):
        return _("Projet mis à jour : %(category)s, maintenant %(stage)s") % _labels(data)
    return _("Projet mis à jour : %(category)s") % _labels(data)


@sentence(events.ProjectCorrected.kind, icon="pencil")
def corrected(data: Data) -> str:
    return _("Fiche du projet corrigée")


@sentence(events.ProjectMuted.kind, icon="bell-off")
def muted(data: Data) -> str:
    return _("Plus aucun avis pour ce projet")


@sentence(events.ProjectRestored.kind, icon="bell")
def restored(data: Data) -> str:
    return _("Avis rétablis pour ce projet")


@sentence(events.ProjectDeleted.kind, icon="trash-2")
def deleted(data: Data) -> str:
    return _("Projet supprimé")


@sentence(events.RuleMatched.kind, icon="bell-ring")
def matched(data: Data) -> str:
    n = len(data.get("recipients", ()))
    text = ngettext("Règle « %(title)s » : %(n)s personne avertie", "Règle « %(title)s » : %(n)s personnes averties", n)
    return text % {"title": data.get("title", ""), "n": n}


def _labels(data: Data) -> dict[str, str]:
    known = vocabulary()
    return {
        "category": known.categories.label(str(data.get("category", ""))),
        "stage": known.stages.label(str(data.get("stage", ""))),
    }


words.register(
    "alert",
    gettext_lazy("Alertes"),
    {
        events.ProjectAdded.kind: gettext_lazy("Projet identifié"),
        events.ProjectUpdated.kind: gettext_lazy("Projet mis à jour"),
        events.ProjectCorrected.kind: gettext_lazy("Fiche d’un projet corrigée"),
        events.ProjectMuted.kind: gettext_lazy("Projet mis en silence"),
        events.ProjectRestored.kind: gettext_lazy("Avis d’un projet rétablis"),
        events.ProjectDeleted.kind: gettext_lazy("Projet supprimé"),
        events.RuleMatched.kind: gettext_lazy("Règle d’alerte déclenchée"),
    },
)
audit.say("alerts.switched_on", gettext_lazy("%(actor)s a activé les alertes"))
audit.say("alerts.switched_off", gettext_lazy("%(actor)s a désactivé les alertes"))
audit.say("alerts.key_trusted", gettext_lazy("%(actor)s a accepté la clé d’échange de %(target)s"))
audit.say("alerts.key_removed", gettext_lazy("%(actor)s a retiré la clé d’échange de %(target)s"))
audit.say("alerts.key_renewed", gettext_lazy("%(actor)s a créé une nouvelle clé d’échange"))
audit.say("alerts.exported", gettext_lazy("%(actor)s a exporté des alertes : %(target)s"))
