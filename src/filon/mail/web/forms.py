"""The form of a mailbox. Stored passwords are never shown: an empty field keeps what is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from filon.mail.models import DAILY_CAP, SPACING_S, Mailbox
from filon.mail.operations import MailboxFields
from filon.mail.states import Security

KEPT = _("Laissez vide pour garder celui qui est enregistré.")


class MailboxForm(forms.Form):
    email = forms.CharField(label=_("Adresse e-mail"), max_length=254)
    from_name = forms.CharField(
        label=_("Nom affiché"), required=False, max_length=120, help_text=_("Ce que vos destinataires lisent.")
    )
    smtp_password = forms.CharField(
        label=_("Mot de passe"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    signature = forms.CharField(
        label=_("Signature"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    smtp_host = forms.CharField(label=_("Serveur d’envoi (SMTP)"), max_length=253)
    smtp_port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=587)
    smtp_security = forms.ChoiceField(label=_("Sécurité"), choices=Security.choices, initial=Security.STARTTLS)
    smtp_user = forms.CharField(
        label=_("Identifiant"), required=False, max_length=254, help_text=_("Vide : l’adresse e-mail.")
    )
    imap_host = forms.CharField(
        label=_("Serveur de lecture (IMAP)"), required=False, max_length=253,
        help_text=_("Sans lui, Filon ne voit ni les réponses ni les adresses en erreur."),
    )  # fmt: skip
    imap_port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=993)
    imap_security = forms.ChoiceField(label=_("Sécurité"), choices=Security.choices, initial=Security.TLS)
    imap_user = forms.CharField(
        label=_("Identifiant"), required=False, max_length=254, help_text=_("Vide : celui de l’envoi.")
    )
    imap_password = forms.CharField(
        label=_("Mot de passe de lecture"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Vide : celui de l’envoi."),
    )
    daily_cap = forms.IntegerField(
        label=_("Messages par jour, au plus"), min_value=1, max_value=20_000, initial=DAILY_CAP
    )
    spacing_s = forms.IntegerField(
        label=_("Secondes entre deux messages"), min_value=0, max_value=3600, initial=SPACING_S
    )

    def __init__(self, *args: Any, mailbox: Mailbox | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if mailbox is not None:
            self.fields["smtp_password"].help_text = KEPT
            self.fields["imap_password"].help_text = KEPT

    @classmethod
    def initial_of(cls, mailbox: Mailbox) -> dict[str, Any]:
        """Everything but the passwords."""
        return {name: getattr(mailbox, name) for name in cls.base_fields if not name.endswith("_password")}

    def mailbox_fields(self) -> MailboxFields:
        return MailboxFields(**self.cleaned_data)
