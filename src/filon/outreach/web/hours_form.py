"""When messages may leave: the days and hours of a campaign, or of a newsletter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.tenants.web.choices import WEEKDAYS


class HoursForm(forms.Form):
    """Days of the week (Monday is 0) and two hours of one day."""

    days = forms.TypedMultipleChoiceField(
        label=_("Jours d’envoi"),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )
    first_hour = forms.TypedChoiceField(
        label=_("À partir de"), coerce=int, choices=[(h, f"{h:02d}:00") for h in range(24)]
    )
    last_hour = forms.TypedChoiceField(
        label=_("Jusqu’à"), coerce=int, choices=[(h, f"{h:02d}:00") for h in range(1, 25)]
    )
