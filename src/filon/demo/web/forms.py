"""The form in which one plays a prospect."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Réponse"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7, "autofocus": True}),
        help_text=_("Elle arrive tout de suite dans la boîte de l’expéditeur, le message d’origine cité en dessous."),
    )
