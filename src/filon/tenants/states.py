from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    FRENCH = "fr", "Français"
    ENGLISH = "en", "English"
    SPANISH = "es", "Español"


class Role(models.TextChoices):
    """The two kinds of licence."""

    MANAGER = "manager", _("Responsable")
    MEMBER = "member", _("Utilisateur")


class Theme(models.TextChoices):
    SYSTEM = "system", _("Comme l'appareil")
    LIGHT = "light", _("Clair")
    DARK = "dark", _("Sombre")
