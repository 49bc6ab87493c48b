from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """planned → claimed → done | skipped | cancelled | failed | uncertain."""

    PLANNED = "planned", _("Prévu")
    CLAIMED = "claimed", _("En cours")
    DONE = "done", _("Fait")
    SKIPPED = "skipped", _("Écarté")
    CANCELLED = "cancelled", _("Annulé")
    FAILED = "failed", _("Échec")
    UNCERTAIN = "uncertain", _("Incertain")


FINAL = frozenset({State.DONE, State.SKIPPED, State.CANCELLED, State.FAILED})


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    CALL = "call", _("Appel")
