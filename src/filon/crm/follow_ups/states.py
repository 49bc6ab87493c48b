from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Priority(models.IntegerChoices):
    """In the order in which lists show them (CO-165, CO-166)."""

    HIGH = 1, _("Haute")
    NORMAL = 2, _("Normale")
    LOW = 3, _("Faible")


MEANINGS = {
    Priority.HIGH: _("rendez-vous ou échéance"),
    Priority.NORMAL: _("suivi en cours"),
    Priority.LOW: _("veille, à un an ou deux"),
}
"""What each is for (CO-165)."""


class Closing(models.TextChoices):
    """How a follow-up ended."""

    HANDLED = "handled", _("Traitée")
    DELETED = "deleted", _("Supprimée")
