from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """What becomes of the e-mail of a notice. SENDING is left for SENT only: after a crash it says that the e-mail may
    have left, and it is not sent again."""

    NONE = "", _("Pas d’e-mail")
    WAITING = "waiting", _("À envoyer")
    SENDING = "sending", _("En cours d’envoi")
    SENT = "sent", _("Envoyé")
    DROPPED = "dropped", _("Sans objet")
