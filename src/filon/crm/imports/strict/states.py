from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportState(models.TextChoices):
    """checked → running → done; from running, failed where it cannot go on, or checked again where it may later."""

    CHECKED = "checked", _("À confirmer")
    RUNNING = "running", _("En cours")
    DONE = "done", _("Importé")
    FAILED = "failed", _("Arrêté")
