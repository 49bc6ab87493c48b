"""What the settings of notices ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.notices.operations.choosing import LONGEST_DELAY


class DelayForm(forms.Form):
    hours = forms.IntegerField(
        label=_("Temps en heure avant que les notifications soient considérées comme traitées"),
        min_value=1,
        max_value=LONGEST_DELAY,
        help_text=_("Une notification reste en couleur jusqu’à ce que vous ouvriez sa fiche, ou jusqu’à ce délai."),
    )


class SenderForm(forms.Form):
    sender = forms.CharField(
        label=_("Nom de l’expéditeur"),
        max_length=60,
        required=False,
        help_text=_("Celui que toute l’équipe voit sur ses notifications par e-mail. Vide : celui de Filon."),
    )
