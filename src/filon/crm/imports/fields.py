"""The facts that a file of prospects can bring."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Field(StrEnum):
    """Where a column goes. Columns without a field are kept with the contact as custom data."""

    EMAIL = "email"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    FULL_NAME = "full_name"
    COMPANY = "company"
    JOB_TITLE = "job_title"
    PHONE = "phone"
    MOBILE = "mobile"
    WEBSITE = "website"
    LINKEDIN_URL = "linkedin_url"
    SIREN = "siren"
    SIRET = "siret"
    CITY = "city"
    POSTCODE = "postcode"
    COUNTRY = "country"
    SOURCE = "source"
    NOTE = "note"
    OPT_OUT = "opt_out"


LABELS: dict[Field, Promise] = {
    Field.EMAIL: _("E-mail"),
    Field.FIRST_NAME: _("Prénom"),
    Field.LAST_NAME: pgettext_lazy("personne", "Nom"),
    Field.FULL_NAME: _("Nom complet"),
    Field.COMPANY: _("Société"),
    Field.JOB_TITLE: _("Fonction"),
    Field.PHONE: _("Téléphone"),
    Field.MOBILE: _("Mobile"),
    Field.WEBSITE: _("Site web"),
    Field.LINKEDIN_URL: _("Profil LinkedIn"),
    Field.SIREN: _("SIREN"),
    Field.SIRET: _("SIRET"),
    Field.CITY: _("Ville"),
    Field.POSTCODE: _("Code postal"),
    Field.COUNTRY: _("Pays"),
    Field.SOURCE: _("Source"),
    Field.NOTE: _("Note"),
    Field.OPT_OUT: _("Ne plus contacter"),
}

IDENTIFYING = frozenset({Field.EMAIL, Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME, Field.PHONE, Field.MOBILE})
