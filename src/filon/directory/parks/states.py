"""What parks are described with."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trade(models.TextChoices):
    """What a piece of software is for (A-CO-16), and what a website can tell of itself."""

    ERP = "erp", _("ERP")
    CRM = "crm", _("CRM")
    PEOPLE = "people", _("RH et paie")
    FINANCE = "finance", _("Comptabilité et finance")
    REPORTS = "reports", _("Pilotage et statistiques")
    DOCUMENTS = "documents", _("Gestion documentaire")
    TEAMWORK = "teamwork", _("Travail collaboratif")
    SHOP = "shop", _("Boutique en ligne")
    LOGISTICS = "logistics", _("Logistique")
    PLANT = "plant", _("Production")
    SECURITY = "security", _("Infrastructure et sécurité")
    SITE = "site", _("Site web")
    MARKETING = "marketing", _("Marketing et mesure d’audience")
    OTHER = "other", _("Autre")


class Maintenance(models.TextChoices):
    """Whether somebody is paid to keep the software running."""

    UNKNOWN = "", _("Non renseigné")
    EDITOR = "editor", _("Contrat avec l’éditeur")
    INTEGRATOR = "integrator", _("Contrat avec l’intégrateur")
    INSIDE = "inside", _("Assurée en interne")
    NONE = "none", _("Aucun contrat")


class LookOutcome(models.TextChoices):
    """How the last look at a company's site ended. ``waiting``: it is about to happen."""

    WAITING = "waiting", _("Lecture en cours")
    READ = "read", _("Site lu")
    FORBIDDEN = "forbidden", _("Le site demande aux robots de ne pas le lire")
    UNREACHABLE = "unreachable", _("Site injoignable")
    REFUSED = "refused", _("Le site n’a pas donné sa page d’accueil")
