"""How the events of newsletters are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filon.outreach.newsletters import events
from filon.outreach.newsletters.states import Ended
from filon.timeline import words
from filon.timeline.sentences import sentence

Data = Mapping[str, Any]


@sentence(events.NewsletterActivated.kind, icon="badge-check", tone="good")
def activated(data: Data) -> str:
    return _("Newsletter activée")


@sentence(events.NewsletterStopped.kind, icon="circle-stop", tone="warning")
def stopped(data: Data) -> str:
    return _("Newsletter désactivée")


@sentence(events.NewsletterSubscribed.kind, icon="newspaper", tone="good")
def subscribed(data: Data) -> str:
    return _("Inscrit à la newsletter")


@sentence(events.NewsletterUnsubscribed.kind, icon="user-minus", tone="warning")
def unsubscribed(data: Data) -> str:
    why = data.get("why", "")
    if why == Ended.RECIPIENT:
        return _("S’est désinscrit de la newsletter")
    if why == Ended.USER or why not in Ended.values:
        return _("Désinscrit de la newsletter")
    return _("Désinscrit de la newsletter : %(why)s") % {"why": Ended(why).label}


@sentence(events.IssuePlanned.kind, icon="calendar-clock")
def planned(data: Data) -> str:
    n = int(data.get("people", 0))
    return ngettext("Numéro programmé pour %(n)s inscrit", "Numéro programmé pour %(n)s inscrits", n) % {"n": n}


@sentence(events.IssueCancelled.kind, icon="circle-stop", tone="warning")
def cancelled(data: Data) -> str:
    n = int(data.get("kept_back", 0))
    if not data.get("begun"):
        return _("Envoi du numéro annulé avant tout départ")
    return ngettext(
        "Envoi du numéro arrêté : %(n)s e-mail ne partira pas",
        "Envoi du numéro arrêté : %(n)s e-mails ne partiront pas",
        n,
    ) % {"n": n}


@sentence(events.IssueSent.kind, icon="send", tone="good")
def sent(data: Data) -> str:
    n = int(data.get("sent", 0))
    return ngettext("Numéro envoyé : %(n)s e-mail parti", "Numéro envoyé : %(n)s e-mails partis", n) % {"n": n}


words.register(
    "outreach",
    gettext_lazy("Campagnes e-mail"),
    {
        "outreach.newsletter_activated": gettext_lazy("Newsletter activée"),
        "outreach.newsletter_stopped": gettext_lazy("Newsletter désactivée"),
        "outreach.newsletter_subscribed": gettext_lazy("Inscription à une newsletter"),
        "outreach.newsletter_unsubscribed": gettext_lazy("Désinscription d’une newsletter"),
        "outreach.issue_planned": gettext_lazy("Numéro de newsletter programmé"),
        "outreach.issue_cancelled": gettext_lazy("Numéro de newsletter annulé"),
        "outreach.issue_sent": gettext_lazy("Numéro de newsletter envoyé"),
    },
)
