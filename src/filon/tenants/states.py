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


class CountedClicks(models.TextChoices):
    """Whose clicks on the links of an e-mail are counted. Which of the two ways is lawful depends on the country and is
    not settled everywhere, so nobody's are until a manager says so (ePrivacy, art. 5(3))."""

    NOBODY = "nobody", _("De personne : les liens restent tels quels")
    WILLING = "willing", _("De ceux qui ont donné leur accord")
    NOT_OPPOSED = "unopposed", _("De tous ceux qui ne s’y opposent pas")
