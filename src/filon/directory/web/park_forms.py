"""Forms of a company's software; ``directory.parks.operations`` alone says what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.directory.parks.fields import ParkFields
from filon.directory.parks.models import Park, ParkReview
from filon.directory.parks.states import Maintenance, Trade


class ParkForm(forms.Form):
    software = forms.CharField(
        label=_("Logiciel"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "software-names", "autocomplete": "off"}),
    )
    vendor = forms.CharField(label=_("Éditeur"), required=False, max_length=120)
    trade = forms.ChoiceField(label=_("Domaine"), choices=Trade.choices, initial=Trade.OTHER)
    source_url = forms.CharField(
        label=_("Où l’avez-vous appris ?"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": "https://"}),
    )
    maintenance = forms.ChoiceField(label=_("Maintenance"), choices=Maintenance.choices, required=False)
    maintenance_until = forms.DateField(
        label=_("Jusqu’au"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    integrator = forms.CharField(label=_("Intégrateur"), required=False, max_length=160)
    note = forms.CharField(label=_("Remarque"), required=False, max_length=500)

    @classmethod
    def initial_of(cls, park: Park) -> dict[str, Any]:
        of_software = {"software": park.software.name, "vendor": park.software.vendor, "trade": park.software.trade}
        own = ("source_url", "maintenance", "maintenance_until", "integrator", "note")
        return {**of_software, **{name: getattr(park, name) for name in own}}

    def park_fields(self) -> ParkFields:
        return ParkFields(**self.cleaned_data)


class ReviewForm(forms.Form):
    stars = forms.TypedChoiceField(
        label=_("Note sur 5"),
        coerce=int,
        choices=[(n, str(n)) for n in range(ParkReview.MOST_STARS, 0, -1)],
    )
    text = forms.CharField(
        label=_("Ce que vous en savez"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
