"""The form of a company; ``directory.operations`` alone says what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.directory.fields import CompanyFields
from filon.directory.models import Company


class CompanyForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=200)
    siren = forms.CharField(label=_("SIREN"), required=False, max_length=20)
    siret = forms.CharField(label=_("SIRET"), required=False, max_length=24)
    website = forms.CharField(label=_("Site web"), required=False, max_length=300)
    phone = forms.CharField(label=_("Standard"), required=False, max_length=40)
    address = forms.CharField(label=_("Adresse"), required=False, max_length=300)
    postcode = forms.CharField(label=_("Code postal"), required=False, max_length=12)
    city = forms.CharField(label=_("Ville"), required=False, max_length=120)
    linkedin_url = forms.CharField(label=_("Page LinkedIn"), required=False, max_length=300)
    agreement = forms.CharField(label=_("Convention collective"), required=False, max_length=160)
    labels = forms.CharField(label=_("Labels et certifications"), required=False, max_length=200)
    country = forms.CharField(label=_("Pays (deux lettres)"), required=False, max_length=2, initial="FR")

    @classmethod
    def initial_of(cls, company: Company) -> dict[str, Any]:
        return {name: getattr(company, name) or "" for name in cls.base_fields}

    def company_fields(self) -> CompanyFields:
        return CompanyFields(**self.cleaned_data)
