from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskKind(models.TextChoices):
    """``call``: somebody wants to be called back."""

    CALL = "call", _("Rappel")
