from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tag(models.TextChoices):
    """Where a company stands in a routine (CO-152, CO-153, A-CO-1)."""

    SUSPECT = "suspect", _("Suspect")
    PROSPECT = "prospect", _("Prospect")
    CLIENT = "client", _("Client")
    EX_CLIENT = "ex_client", _("Ex-client")
    OFF_TARGET = "off_target", _("Hors-cible")


OPEN = (Tag.SUSPECT, Tag.PROSPECT)
"""Tags of companies that are still worked on."""
BOUGHT = (Tag.CLIENT, Tag.EX_CLIENT)
"""Tags that a follow-up does not change (A-CO-2)."""
