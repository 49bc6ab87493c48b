"""What may be wrong on a sheet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """The part of the sheet that is wrong."""

    IDENTITY = "identity", _("Nom, SIREN ou état")
    ADDRESS = "address", _("Adresse ou établissement")
    PHONE = "phone", _("Téléphone ou site")
    ACTIVITY = "activity", _("Activité, effectif ou chiffres")
    PEOPLE = "people", _("Dirigeants ou contacts")
    PARKS = "parks", _("Logiciels installés")
    OTHER = "other", _("Autre chose")
