from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Who found a project (CO-187): the team, or others by a file, a program or another Filon."""

    TEAM = "team", _("Équipe")
    FILE = "file", _("Fichier")
    PROGRAM = "program", _("Programme")
    EXCHANGE = "exchange", _("Échange")


class Moments(models.TextChoices):
    """Of which projects a rule tells (CO-199)."""

    ALL = "all", _("Tous les projets, nouveaux et mis à jour")
    NEW = "new", _("Seulement les nouveaux projets")
    UPDATED = "updated", _("Seulement les projets mis à jour")


class Moment(models.TextChoices):
    """What has just happened to a project."""

    NEW = "new", _("Nouveau projet")
    UPDATED = "updated", _("Projet mis à jour")


class Standing(models.TextChoices):
    """Whether a rule works, and if not, why (CO-194, CO-195, CO-201)."""

    ACTIVE = "active", _("Active")
    INCOMPLETE = "incomplete", _("Incomplète")
    NO_ROUTINE = "no_routine", _("Sans flux")
    SERVICE_OFF = "service_off", _("En attente du service")


class WordKind(models.TextChoices):
    CATEGORY = "category", _("Catégorie")
    STAGE = "stage", _("Maturité")
