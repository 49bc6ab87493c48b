"""How the events of contacts and opportunities are told on a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from filon.consent.states import Reason
from filon.crm import events
from filon.crm.states import OffReason
from filon.timeline import words
from filon.timeline.sentences import sentence

FIELDS = {
    "first_name": gettext_lazy("prénom"),
    "last_name": pgettext_lazy("personne", "nom"),
    "job_title": gettext_lazy("fonction"),
    "email": gettext_lazy("adresse e-mail"),
    "phone": gettext_lazy("téléphone"),
    "mobile": gettext_lazy("mobile"),
    "linkedin_url": gettext_lazy("profil LinkedIn"),
    "city": gettext_lazy("ville"),
    "language": gettext_lazy("langue"),
    "note": gettext_lazy("note"),
    "company_id": gettext_lazy("société"),
    "owner_id": gettext_lazy("suivi par"),
}


@sentence(events.ContactAdded.kind, icon="user-plus")
def added(data: Mapping[str, Any]) -> str:
    if data.get("source"):
        return _("Contact ajouté (%(source)s)") % {"source": data["source"]}
    return _("Contact ajouté")


@sentence(events.PersonUnlocked.kind, icon="download")
def unlocked(data: Mapping[str, Any]) -> str:
    return _("Débloqué depuis l’annuaire public : le contact est à vous")


@sentence(events.ContactChanged.kind, icon="pencil")
def changed(data: Mapping[str, Any]) -> str:
    named = [str(FIELDS[name]) for name in data.get("fields", ()) if name in FIELDS]
    if not named:
        return _("Fiche modifiée")
    return _("Fiche modifiée : %(fields)s") % {"fields": ", ".join(named)}


@sentence(events.ContactLeft.kind, icon="log-out", tone="warning")
def left(data: Mapping[str, Any]) -> str:
    return _("A quitté la société")


@sentence(events.ContactRestored.kind, icon="undo-2")
def restored(data: Mapping[str, Any]) -> str:
    return _("De nouveau dans la société")


@sentence(events.EmailRemoved.kind, icon="mail-x", tone="warning")
def email_removed(data: Mapping[str, Any]) -> str:
    if data.get("reason") == "bounce":
        return _("Adresse e-mail retirée : le serveur du destinataire la refuse définitivement")
    if data.get("reason") == "asked":
        return _("Adresse e-mail retirée à la demande de la personne")
    return _("Adresse e-mail retirée")


@sentence(events.ContactDeleted.kind, icon="trash-2")
def deleted(data: Mapping[str, Any]) -> str:
    return _("Contact supprimé")


@sentence(events.ContactErased.kind, icon="eraser", tone="bad")
def erased(data: Mapping[str, Any]) -> str:
    return _("Contact effacé à sa demande (RGPD)")


@sentence(events.OpportunityTurnedOff.kind, icon="circle-pause", tone="warning")
def turned_off(data: Mapping[str, Any]) -> str:
    reason = data.get("reason", "")
    label = OffReason(reason).label if reason in OffReason.values else reason
    return _("Automatisation arrêtée pour toute la société : %(reason)s") % {"reason": str(label).lower()}


@sentence(events.OpportunityTurnedOn.kind, icon="circle-play", tone="good")
def turned_on(data: Mapping[str, Any]) -> str:
    return _("Automatisation remise en marche")


@sentence(events.OptedOut.kind, icon="ban", tone="bad")
def opted_out(data: Mapping[str, Any]) -> str:
    reason = data.get("reason", "")
    label = Reason(reason).label if reason in Reason.values else reason
    return _("Ne plus contacter : %(reason)s") % {"reason": str(label).lower()}


@sentence(events.OptedIn.kind, icon="circle-check", tone="good")
def opted_in(data: Mapping[str, Any]) -> str:
    return _("Peut de nouveau être contacté")


@sentence(events.CallMissed.kind, icon="phone-missed", tone="warning")
def call_missed(data: Mapping[str, Any]) -> str:
    if data.get("withheld"):
        return _("Appel manqué, numéro masqué")
    return _("A appelé sans obtenir de réponse")


words.register(
    "crm",
    gettext_lazy("Contacts"),
    {
        "crm.contact_added": gettext_lazy("Contact ajouté"),
        "crm.person_unlocked": gettext_lazy("Personne débloquée depuis l’annuaire public"),
        "crm.contact_changed": gettext_lazy("Contact modifié"),
        "crm.contact_left": gettext_lazy("Contact parti de sa société"),
        "crm.contact_restored": gettext_lazy("Contact revenu dans sa société"),
        "crm.contact_deleted": gettext_lazy("Contact supprimé"),
        "crm.contact_erased": gettext_lazy("Personne effacée (RGPD)"),
        "crm.email_removed": gettext_lazy("Adresse e-mail retirée"),
        "crm.opted_out": gettext_lazy("Ne plus contacter"),
        "crm.opted_in": gettext_lazy("Peut de nouveau être contacté"),
        "crm.opportunity_off": gettext_lazy("Société confiée à une personne"),
        "crm.opportunity_on": gettext_lazy("Société rendue à l’automate"),
        "crm.call_missed": gettext_lazy("Appel manqué"),
        "crm.task_added": gettext_lazy("Rappel à faire"),
        "crm.task_done": gettext_lazy("Rappel fait"),
        "crm.task_reopened": gettext_lazy("Rappel remis à faire"),
        "crm.import_done": gettext_lazy("Import terminé"),
        "crm.import_reverted": gettext_lazy("Import annulé"),
    },
)
