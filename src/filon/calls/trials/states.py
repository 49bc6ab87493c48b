from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TrialState(models.TextChoices):
    """``waiting`` for a worker, then ``running``; ``done`` whatever came of it."""

    WAITING = "waiting", _("En attente")
    RUNNING = "running", _("En cours")
    DONE = "done", _("Terminé")


LIVE = (TrialState.WAITING, TrialState.RUNNING)
