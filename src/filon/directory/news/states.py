"""What news are."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NewsKind(models.TextChoices):
    """``press``: published somewhere; ``interest``: the company looks for something."""

    PRESS = "press", _("Actualité")
    INTEREST = "interest", _("Centre d’intérêt")
