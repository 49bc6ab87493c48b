from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Check(models.TextChoices):
    """What the last look at a site's home page showed."""

    NONE = "none", _("À vérifier")
    FOUND = "found", _("En place")
    MISSING = "missing", _("Code absent")
    UNREACHABLE = "unreachable", _("Site injoignable")
