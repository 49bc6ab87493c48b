"""Words of the public directory."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Revision(models.TextChoices):
    """Which nomenclature of activities a code is of."""

    NAF = "2", _("NAF rév. 2")
    NAF25 = "2025", _("NAF 2025")


class LookupState(models.TextChoices):
    """A question to the register."""

    WAITING = "waiting", _("En attente")
    RUNNING = "running", _("En cours")
    DONE = "done", _("Terminée")
    FAILED = "failed", _("Échouée")
