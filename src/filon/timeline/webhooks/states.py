from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EndpointState(models.TextChoices):
    """``stopped`` by a person, ``disabled`` by Filon: it failed for days, or said itself that it is gone."""

    ACTIVE = "active", _("Active")
    STOPPED = "stopped", _("En pause")
    DISABLED = "disabled", _("Désactivée")


class DeliveryState(models.TextChoices):
    """``failed``: every attempt of the schedule was used up; it may be replayed by hand."""

    WAITING = "waiting", _("En attente")
    DELIVERED = "delivered", _("Livrée")
    FAILED = "failed", _("Échouée")
