from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.TextChoices):
    GRANT = "grant", _("Ajout")
    DEBIT = "debit", _("Consommation")
    REFUND = "refund", _("Remboursement")
