from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactStatus(models.TextChoices):
    """Carte orange and carte grise (CO-33, CO-35)."""

    ACTIVE = "active", _("Dans la société")
    LEFT = "left", _("A quitté la société")


class LegalBasis(models.TextChoices):
    LEGITIMATE_INTEREST = "legitimate_interest", _("Intérêt légitime")
    CONSENT = "consent", _("Consentement")


class EmailState(models.TextChoices):
    """What the last delivery said of the address. Only a hard bounce removes it (A-OL-11)."""

    UNKNOWN = "unknown", _("Non vérifiée")
    WORKING = "working", _("Distribuée")
    SOFT_BOUNCE = "soft_bounce", _("Erreur passagère")
    HARD_BOUNCE = "hard_bounce", _("Erreur définitive")


class Automation(models.TextChoices):
    """The robot of an opportunity (OL-21, OL-22)."""

    ON = "on", _("Automatisation active")
    OFF = "off", _("Automatisation arrêtée")


class OffReason(models.TextChoices):
    REPLIED = "replied", _("Un destinataire a répondu")
    UNSUBSCRIBED = "unsubscribed", _("Demande de retrait")
    USER = "user", _("Arrêtée par un utilisateur")
    STOPPED = "stopped", _("Campagne arrêtée")


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("Lecture en cours")
    CHECKED = "checked", _("À valider")
    RUNNING = "running", _("Import en cours")
    DONE = "done", _("Importé")
    FAILED = "failed", _("Échec")
    REVERTED = "reverted", _("Annulé")
