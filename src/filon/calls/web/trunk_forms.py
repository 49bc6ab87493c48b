"""The form of a line. The stored password is never shown: an empty field keeps it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.calls.models import CALLS_PER_SECOND, MAX_CALL_S, MAX_CONCURRENT, Trunk
from filon.calls.operations.trunks import TrunkFields
from filon.calls.states import TrunkKind
from filon.calls.web.forms import as_dialled
from filon.kernel.ui.templatetags.ui import phone

TRANSPORTS = [("udp", "UDP"), ("tcp", "TCP"), ("tls", "TLS")]


class TrunkForm(forms.Form):
    name = forms.CharField(label=_("Nom de la ligne"), max_length=60)
    caller = forms.CharField(
        label=_("Numéro présenté"),
        max_length=20,
        required=False,
        help_text=_("Un numéro vérifié que votre opérateur réserve aux appels automatiques : 01 62, 02 70, 09 48…"),
    )
    host = forms.CharField(label=_("Serveur SIP"), max_length=253, help_text=_("Une adresse, un nom ou un domaine."))
    port = forms.IntegerField(
        label=_("Port"), min_value=0, max_value=65535, initial=0, help_text=_("0 : celui que le nom annonce.")
    )
    transport = forms.ChoiceField(label=_("Transport"), choices=TRANSPORTS, initial="udp")
    user = forms.CharField(label=_("Identifiant"), required=False, max_length=120)
    password = forms.CharField(
        label=_("Mot de passe"),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    domain = forms.CharField(
        label=_("Domaine"), required=False, max_length=253, help_text=_("Vide : le serveur lui-même.")
    )
    extra_networks = forms.CharField(
        label=_("Autres réseaux de l’opérateur"),
        required=False,
        max_length=500,
        help_text=_("Quand le son vient d’autres machines que le serveur : 203.0.113.0/24, séparés par des virgules."),
    )
    register = forms.BooleanField(label=_("S’enregistrer auprès de l’opérateur (REGISTER)"), required=False)
    srtp = forms.BooleanField(label=_("Chiffrer le son (SRTP)"), required=False)
    max_concurrent = forms.IntegerField(
        label=_("Appels à la fois, au plus"), min_value=1, max_value=1000, initial=MAX_CONCURRENT
    )
    calls_per_second = forms.FloatField(
        label=_("Nouveaux appels par seconde"), min_value=0.1, max_value=200, initial=f"{CALLS_PER_SECOND:g}"
    )
    max_call_seconds = forms.IntegerField(
        label=_("Durée d’un appel, en secondes, au plus"), min_value=10, max_value=3600, initial=MAX_CALL_S
    )

    def __init__(self, *args: Any, trunk: Trunk | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trunk = trunk
        if trunk is not None:
            self.fields["password"].help_text = _("Laissez vide pour garder celui qui est enregistré.")

    @classmethod
    def initial_of(cls, trunk: Trunk) -> dict[str, Any]:
        """Everything but the password."""
        values = {name: getattr(trunk, name) for name in cls.base_fields if name != "password"}
        pace = trunk.calls_per_second
        return {
            **values,
            "caller": phone(trunk.caller),
            "calls_per_second": int(pace) if pace == int(pace) else pace,
            "extra_networks": ", ".join(trunk.extra_networks),
        }

    def clean_caller(self) -> str:
        return as_dialled(self.cleaned_data["caller"])

    def clean_extra_networks(self) -> tuple[str, ...]:
        """One by one; whether each may be reached is for the operations to say."""
        return tuple(self.cleaned_data["extra_networks"].replace(",", " ").replace(";", " ").split())

    def trunk_fields(self) -> TrunkFields:
        values = dict(self.cleaned_data)
        known = self.trunk
        kept = known is not None and not values["password"]
        return TrunkFields(
            **{**values, "password": None if kept else values["password"]},
            kind=known.kind if known else TrunkKind.SIP,
            codecs=tuple(known.codecs) if known else TrunkFields.codecs,
        )
