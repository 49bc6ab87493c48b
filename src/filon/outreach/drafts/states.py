from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Importance(models.TextChoices):
    """What the mail program of its reader shows beside it (RFC 4021, §2.1.55)."""

    NORMAL = "normal", _("Normale")
    HIGH = "high", _("Haute")
    LOW = "low", _("Faible")
