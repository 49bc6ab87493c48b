"""Forms of contacts: what a person types, handed to ``crm.operations``, which alone says what is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.crm.fields import ContactFields
from filon.crm.models import Contact
from filon.tenants.models import User
from filon.tenants.states import Language


class ContactForm(forms.Form):
    """[Créer un contact par un formulaire] (CO-47) and the pencil (CO-41).

    ``kept``: a card that is there already. The page brings back what it showed of each field, and those that the user
    left alone keep what somebody else wrote there meanwhile.
    """

    first_name = forms.CharField(label=_("Prénom"), required=False, max_length=100)
    last_name = forms.CharField(label=pgettext_lazy("personne", "Nom"), required=False, max_length=100)
    job_title = forms.CharField(label=_("Fonction"), required=False, max_length=160)
    company_name = forms.CharField(label=_("Société"), required=False, max_length=200)
    email = forms.CharField(label=_("Adresse e-mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Téléphone"), required=False, max_length=40)
    mobile = forms.CharField(label=_("Mobile"), required=False, max_length=40)
    linkedin_url = forms.CharField(label=_("Profil LinkedIn"), required=False, max_length=300)
    city = forms.CharField(label=_("Ville"), required=False, max_length=120)
    language = forms.ChoiceField(
        label=_("Langue de la personne"), required=False, choices=[("", _("Celle de l’espace")), *Language.choices]
    )
    owner_id = forms.TypedChoiceField(label=_("Suivi par"), required=False, coerce=int, empty_value=None)
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, users: list[User], kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = kept
        owner = self.fields["owner_id"]
        assert isinstance(owner, forms.TypedChoiceField)
        owner.choices = [("", _("Personne")), *((user.pk, user.name) for user in users)]
        self.fields["company_name"].widget.attrs |= {
            "list": "company-names",
            "hx-get": reverse("directory:suggest"),
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#company-names",
            "autocomplete": "off",
        }

    @staticmethod
    def initial_of(contact: Contact) -> dict[str, Any]:
        """The form of a contact as it is."""
        names = ("first_name", "last_name", "job_title", "email", "phone", "mobile", "linkedin_url", "city", "language")
        company = contact.company.name if contact.company else ""
        values = {name: getattr(contact, name) for name in names}
        return {**values, "company_name": company, "owner_id": contact.owner_id, "note": contact.note}

    def contact_fields(self) -> ContactFields:
        """What was typed, beside what is there."""
        typed = self.cleaned_data
        values = {name: value if self._is_typed(name) else self.initial[name] for name, value in typed.items()}
        return ContactFields(company_name=values.pop("company_name"), **values)

    def _is_typed(self, name: str) -> bool:
        """A request that does not say what was shown means every field."""
        return self[name].html_initial_name not in self.data or name in self.changed_data


class ImportForm(forms.Form):
    """The file of prospects (ST-35)."""

    file = forms.FileField(label=_("Fichier"), error_messages={"required": _("Choisissez un fichier CSV ou Excel.")})
