"""How the webhooks' events read, here and in the log of the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.tenants import audit
from filon.timeline import words
from filon.timeline.sentences import sentence
from filon.timeline.webhooks.events import TESTED, WebhookDisabled

audit.ICONS["webhook"] = "webhook"
audit.say("webhook.created", gettext_lazy("%(actor)s a créé un webhook vers %(target)s"))
audit.say("webhook.changed", gettext_lazy("%(actor)s a modifié le webhook vers %(target)s"))
audit.say("webhook.rotated", gettext_lazy("%(actor)s a changé le secret du webhook vers %(target)s"))
audit.say("webhook.stopped", gettext_lazy("%(actor)s a mis en pause le webhook vers %(target)s"))
audit.say("webhook.started", gettext_lazy("%(actor)s a relancé le webhook vers %(target)s"))
audit.say("webhook.deleted", gettext_lazy("%(actor)s a supprimé le webhook vers %(target)s"))


@sentence(TESTED, icon="webhook")
def tested(_data: Mapping[str, Any]) -> str:
    return _("Essai d’un webhook")


@sentence(WebhookDisabled.kind, icon="webhook", tone="bad")
def disabled(data: Mapping[str, Any]) -> str:
    """The two reasons of ``WebhookDisabled``."""
    if data["reason"] == "gone":
        return _("Webhook désactivé : %(host)s a répondu qu’il n’existe plus") % {"host": data["host"]}
    return _("Webhook désactivé : %(host)s a refusé tous les envois pendant cinq jours") % {"host": data["host"]}


words.register(
    "timeline",
    gettext_lazy("Webhooks"),
    {
        "timeline.webhook_tested": gettext_lazy("Essai d’un webhook"),
        "timeline.webhook_disabled": gettext_lazy("Webhook désactivé"),
    },
)
