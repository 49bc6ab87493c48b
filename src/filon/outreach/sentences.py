"""How the events of campaigns are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from filon.outreach import events
from filon.timeline import words
from filon.timeline.sentences import sentence

Data = Mapping[str, Any]


@sentence(events.SequenceSaved.kind, icon="pencil")
def sequence_saved(data: Data) -> str:
    return _("Séquence enregistrée, version %(number)s") % {"number": data.get("number", "")}


@sentence(events.CampaignLaunched.kind, icon="rocket", tone="good")
def launched(data: Data) -> str:
    n = int(data.get("engaged", 0))
    return ngettext("Campagne lancée : %(n)s personne engagée", "Campagne lancée : %(n)s personnes engagées", n) % {
        "n": n
    }


@sentence(events.CampaignApproved.kind, icon="badge-check", tone="good")
def approved(data: Data) -> str:
    if data.get("automatic"):
        return _("Campagne validée par la liste de contrôle")
    return _("Campagne validée")


@sentence(events.CampaignStarted.kind, icon="send", tone="good")
def started(data: Data) -> str:
    return _("Premier e-mail parti : la campagne est active")


@sentence(events.CampaignStopped.kind, icon="circle-stop", tone="warning")
def stopped(data: Data) -> str:
    return _("Campagne arrêtée")


@sentence(events.CampaignResumed.kind, icon="circle-play", tone="good")
def resumed(data: Data) -> str:
    return _("Campagne reprise")


@sentence(events.CampaignChanged.kind, icon="pencil")
def changed(data: Data) -> str:
    return _("Campagne modifiée")


@sentence(events.ContactEngaged.kind, icon="user-check")
def engaged(data: Data) -> str:
    return _("Engagé dans la campagne")


@sentence(events.ContactDisengaged.kind, icon="user-minus", tone="warning")
def disengaged(data: Data) -> str:
    return _("Désengagé de la campagne") if data.get("contacted") else _("Retiré de la campagne avant tout envoi")


@sentence(events.ContactFollowedUp.kind, icon="rotate-ccw")
def followed_up(data: Data) -> str:
    return _("Relance à la main : la séquence reprend à l’e-mail %(step)s") % {"step": data.get("step", "")}


@sentence(events.RecipientUnsubscribed.kind, icon="ban", tone="bad")
def unsubscribed(data: Data) -> str:
    if data.get("everywhere"):
        return _("S’est désabonné de tous vos messages")
    return _("S’est désabonné de cette campagne")


words.register(
    "outreach",
    gettext_lazy("Campagnes e-mail"),
    {
        "outreach.campaign_launched": gettext_lazy("Campagne lancée"),
        "outreach.campaign_approved": gettext_lazy("Campagne validée"),
        "outreach.campaign_started": gettext_lazy("Campagne commencée"),
        "outreach.campaign_changed": gettext_lazy("Campagne modifiée"),
        "outreach.campaign_stopped": gettext_lazy("Campagne arrêtée"),
        "outreach.campaign_resumed": gettext_lazy("Campagne reprise"),
        "outreach.contact_engaged": gettext_lazy("Contact engagé"),
        "outreach.contact_disengaged": gettext_lazy("Contact désengagé"),
        "outreach.contact_followed_up": gettext_lazy("Contact relancé à la main"),
        "outreach.sequence_saved": gettext_lazy("Séquence enregistrée"),
        "outreach.unsubscribed": gettext_lazy("Désabonnement"),
    },
)
