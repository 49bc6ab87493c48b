"""What the pages of this room ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.tenants.states import CountedClicks


class CountingForm(forms.Form):
    counts_clicks = forms.ChoiceField(
        label=_("Clics sur les liens de vos e-mails"),
        choices=CountedClicks.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Chaque e-mail dit que ses liens sont comptés et comment refuser. En Italie, l’accord est toujours "
            "demandé. Le droit français n’est pas tranché : choisissez avec votre conseil."
        ),
    )
    counts_opens = forms.BooleanField(
        label=_("Compter les ouvertures de ceux qui ont donné leur accord"),
        required=False,
        help_text=_(
            "Une image par destinataire, pour ceux dont l’accord et sa preuve sont notés sur leur fiche, et pour "
            "personne d’autre (CNIL, délibération 2026-042, entre professionnels aussi)."
        ),
    )


class AgreementForm(forms.Form):
    wording = forms.CharField(
        label=_("Ce que la personne a lu ou dit"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("La preuve de son accord : la phrase exacte, et où elle l’a donné. Elle part avec sa fiche."),
    )


class SiteForm(forms.Form):
    address = forms.CharField(
        label=_("Adresse du site"),
        max_length=300,
        widget=forms.TextInput(attrs={"placeholder": "https://exemple.fr", "autocomplete": "off", "inputmode": "url"}),
        help_text=_("Le vôtre, avec tous ses sous-domaines."),
    )
