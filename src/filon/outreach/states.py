from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignState(models.TextChoices):
    """DRAFT while it is written; then OL-40…42. PENDING: launched, first day not reached or not approved."""

    DRAFT = "draft", _("Brouillon")
    PENDING = "pending", _("En attente")
    ACTIVE = "active", _("Actif")
    STOPPED = "stopped", _("Arrêté")


class Access(models.TextChoices):
    """Who may see a campaign and its opportunities (OL-50); managers always may."""

    EVERYBODY = "everybody", _("Toute l’équipe")
    CHOSEN = "chosen", _("Les personnes choisies")


class EnrolmentState(models.TextChoices):
    WAITING = "waiting", _("En attente")
    RUNNING = "running", _("En cours")
    FINISHED = "finished", _("Terminé")
    STOPPED = "stopped", _("Arrêté")


class Outcome(models.TextChoices):
    """Success is a human reply; failure is the end of the sequence without one, a bounce or an opt-out (A-CO-26)."""

    NONE = "", _("En cours")
    SUCCESS = "success", _("Réussite")
    FAILURE = "failure", _("Échec")
