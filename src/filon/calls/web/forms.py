"""The forms of phone campaigns; ``calls.operations`` alone says what is wrong beyond the shape of a value."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from filon.calls.callers import LONGEST_SENTENCE
from filon.calls.models import (
    ATTEMPTS,
    DELAY_HOURS,
    MAX_ATTEMPTS,
    SIMULTANEOUS,
    SLOTS,
    TIME_ZONE,
    WORKING_DAYS,
    CallCampaign,
    Trunk,
)
from filon.calls.operations.campaigns import LONGEST_CALLER, LONGEST_DELAY_H, LONGEST_PURPOSE, MOST_SIMULTANEOUS
from filon.calls.states import TrunkKind, TrunkState
from filon.kernel.ui.templatetags.ui import phone
from filon.kernel.values import InvalidValue, parse_phone
from filon.tenants.web.choices import WEEKDAYS, time_zones_nearest_first

HOURS = [("", "—"), *((h, f"{h:02d}:00") for h in range(25))]


def _hour(label: Any, *, initial: int) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=False, choices=HOURS, initial=initial
    )


class SettingsForm(forms.Form):
    """What is called and how often, filled in as recommended (ST-22…26, ST-31, A-ST-8)."""

    name = forms.CharField(label=_("Nom de la campagne"), max_length=120, help_text=_("Il peut être changé plus tard."))
    attempts = forms.TypedChoiceField(
        label=_("Tentatives d’appel par standard"),
        coerce=int,
        choices=[(n, str(n)) for n in range(1, MAX_ATTEMPTS + 1)],
        initial=ATTEMPTS,
        help_text=_("Trois au plus : personne n’est appelé une quatrième fois."),
    )
    delay_hours = forms.IntegerField(
        label=_("Délai entre deux tentatives, en heures"),
        min_value=1,
        max_value=LONGEST_DELAY_H,
        initial=DELAY_HOURS,
    )
    simultaneous = forms.IntegerField(
        label=_("Appels en simultané"), min_value=1, max_value=MOST_SIMULTANEOUS, initial=SIMULTANEOUS
    )
    trunk = forms.ChoiceField(
        label=_("Ligne téléphonique"),
        required=False,
        help_text=_("Le numéro présenté est celui de la ligne."),
    )
    webhook_url = forms.URLField(
        label=_("URL du webhook"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Chaque ligne terminée y est envoyée, signée : pour votre CRM ou un autre outil."),
    )
    retry_voicemail = forms.BooleanField(
        label=_("Rappeler quand un répondeur a décroché"), required=False, initial=True
    )
    retry_ivr = forms.BooleanField(label=_("Rappeler quand un serveur vocal a décroché"), required=False, initial=True)
    probe_text = forms.CharField(
        label=_("Phrase dite quand l’écoute hésite"),
        max_length=LONGEST_SENTENCE,
        required=False,
        help_text=_(
            "Vide : rien n’est dit. Une personne y répond, une machine non : « Bonjour, ceci est un appel automatique. "
            "Y a-t-il quelqu’un ? »"
        ),
    )
    caller = forms.CharField(
        label=_("Numéro présenté"),
        max_length=20,
        required=False,
        help_text=_("Vide : celui de la ligne. Un automate n’a le droit qu’aux numéros qui lui sont réservés."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        trunks = self.fields["trunk"]
        assert isinstance(trunks, forms.ChoiceField)
        trunks.choices = trunk_choices()

    def clean_caller(self) -> str:
        return as_dialled(self.cleaned_data["caller"])

    def said(self) -> dict[str, Any]:
        """What it says, as ``CampaignFields`` takes it."""
        values = {name: self.cleaned_data[name] for name in self.fields if name not in HoursForm.base_fields}
        trunk = values.pop("trunk")
        return {**values, "trunk_id": UUID(trunk) if trunk else None}


class SpeechForm(forms.Form):
    """What is said to the switchboard, in a campaign that talks (ST-19). Nothing is said in doubt there."""

    caller_name = forms.CharField(
        label=_("Au nom de qui Filon appelle"),
        max_length=LONGEST_CALLER,
        help_text=_("Dit dès les premiers mots, avec le fait que l’appel est automatique : la loi le demande."),
    )
    purpose = forms.CharField(
        label=_("Réponse à « C’est à quel sujet ? »"),
        max_length=LONGEST_PURPOSE,
        required=False,
        help_text=_("Vide : « C’est pour mettre à jour nos coordonnées, il n’y a rien à vendre dans cet appel. »"),
    )
    ask_email = forms.BooleanField(
        label=_("Vérifier aussi l’adresse e-mail"),
        required=False,
        initial=True,
        help_text=_("Sans adresse dans le fichier, Filon la demande ; un refus est noté."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("probe_text", None)


class FullSettingsForm(SpeechForm, SettingsForm):
    """The second step of a Full campaign."""


PAIRS = (("morning_from", "morning_to"), ("afternoon_from", "afternoon_to"))
"""From when to when it is called."""


class HoursForm(forms.Form):
    """When it is called: office hours, as recommended (ST-28…30, A-ST-7, A-ST-8)."""

    days = forms.TypedMultipleChoiceField(
        label=_("Jours d’appel"),
        choices=WEEKDAYS,
        coerce=int,
        initial=list(WORKING_DAYS),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices"}),
    )
    morning_from = _hour(_("Matin, de"), initial=SLOTS[0][0])
    morning_to = _hour(_("à"), initial=SLOTS[0][1])
    afternoon_from = _hour(_("Après-midi, de"), initial=SLOTS[1][0])
    afternoon_to = _hour(_("à"), initial=SLOTS[1][1])
    skip_holidays = forms.BooleanField(label=_("N’appeler personne les jours fériés"), required=False, initial=True)
    time_zone = forms.ChoiceField(label=_("Fuseau horaire des standards"), initial=TIME_ZONE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = self.fields["time_zone"]
        assert isinstance(zones, forms.ChoiceField)
        zones.choices = time_zones_nearest_first()

    def clean(self) -> dict[str, Any]:
        """Half a slot is one that somebody meant to finish."""
        values: dict[str, Any] = super().clean() or {}
        for pair in PAIRS:
            missing = [name for name in pair if values.get(name) is None and name not in self.errors]
            if len(missing) == 1:
                self.add_error(missing[0], _("Donnez aussi cette heure, ou videz l’autre."))
        return values

    def when(self) -> dict[str, Any]:
        """What it says, as ``CampaignFields`` takes it."""
        values = self.cleaned_data
        spans = [(values[first], values[last]) for first, last in PAIRS]
        return {
            "days": tuple(values["days"]),
            "slots": tuple((first, last) for first, last in spans if first is not None and last is not None),
            "skip_holidays": values["skip_holidays"],
            "time_zone": values["time_zone"],
        }


class CampaignForm(HoursForm, SettingsForm):
    """Both at once, to change a campaign that there is."""

    @classmethod
    def initial_of(cls, campaign: CallCampaign) -> dict[str, Any]:
        """The form of a campaign as it is."""
        values = {name: getattr(campaign, name) for name in cls.base_fields if hasattr(campaign, name)}
        names = [name for pair in PAIRS for name in pair]
        hours = [hour for slot in campaign.slots for hour in slot] + [""] * len(names)
        return {
            **values,
            **dict(zip(names, hours, strict=False)),
            "trunk": campaign.trunk_id,
            "caller": phone(campaign.caller),
        }


class FullCampaignForm(SpeechForm, CampaignForm):
    """To change a campaign that talks."""


def as_dialled(typed: str) -> str:
    """A number as it is dialled (E.164), however it was written; what it may be is for the operations to say."""
    try:
        return parse_phone(typed.strip()).e164 if typed.strip() else ""
    except InvalidValue as fault:
        raise forms.ValidationError(str(fault.message)) from None


def trunk_choices() -> list[tuple[str, str | Promise]]:
    """The lines that a campaign may call with: working ones first, and real ones before those of practice."""
    paused = TrunkState.PAUSED
    found = Trunk.objects.order_by("name").only("id", "name", "caller", "state", "kind")
    rows = sorted(found, key=lambda trunk: (trunk.state == paused, trunk.kind == TrunkKind.PRACTICE))
    shown = [(str(t.id), f"{t.name} · {phone(t.caller)}" if t.caller else t.name, t.state == paused) for t in rows]
    lines = [(key, f"{label} ({_('en pause')})" if off else label) for key, label, off in shown]
    return [*lines] if lines else [("", _("Aucune ligne : ajoutez-en une dans les réglages"))]


class ImportForm(forms.Form):
    """The file of numbers (ST-35)."""

    file = forms.FileField(label=_("Fichier"), error_messages={"required": _("Choisissez un fichier CSV.")})
