from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoteKind(models.TextChoices):
    """``call``: written about a telephone call."""

    NOTE = "note", _("Note sur la société")
    CALL = "call", _("Note d’appel")
