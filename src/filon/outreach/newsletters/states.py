from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class IssueState(models.TextChoices):
    """DRAFT while it is written; PLANNED from then on until nothing of it is left to be sent; SENT."""

    DRAFT = "draft", _("Brouillon")
    PLANNED = "planned", _("Programmé")
    SENT = "sent", _("Envoyé")


class Ended(models.TextChoices):
    """Why somebody does not receive a newsletter any more. Only what a user did or took back may be undone by one."""

    USER = "user", _("désinscrit par un utilisateur")
    RECIPIENT = "recipient", _("s’est désinscrit")
    OPPOSED = "suppressed", _("opposition")
    LEFT = "contact_left", _("a quitté la société")
    NO_EMAIL = "no_email", _("sans adresse")
    BOUNCED = "bounced", _("adresse en erreur")
    NOT_PUBLIC = "not_public", _("société non publique")
