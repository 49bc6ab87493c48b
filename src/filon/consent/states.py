from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a suppression names."""

    EMAIL = "email", _("Adresse e-mail")
    DOMAIN = "domain", _("Domaine")
    PHONE = "phone", _("Téléphone")
    SIREN = "siren", _("SIREN")
    PERSON = "person", _("Personne d’une société")


class Reason(models.TextChoices):
    """Why it was suppressed."""

    UNSUBSCRIBED = "unsubscribed", _("Désinscription par le lien")
    ASKED = "asked", _("Demande du destinataire")
    USER = "user", _("Décision d'un utilisateur")
    BOUNCE = "bounce", _("Adresse en erreur définitive")
    COMPLAINT = "complaint", _("Plainte pour spam")
    ERASED = "erased", _("Effacement (RGPD)")
    IMPORTED = "imported", _("Liste importée")


class Answer(models.TextChoices):
    """What a person said to being counted: their opens, their clicks, their visits. Whoever said nothing has no row."""

    GRANTED = "granted", _("Accord")
    DENIED = "denied", _("Refus")
