"""What the pages of this room ask for."""

from __future__ import annotations

from typing import Any

from allauth.account.fields import PasswordField, SetPasswordField
from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from filon.kernel.errors import Refused
from filon.tenants.models import User, Workspace
from filon.tenants.permissions import Scope
from filon.tenants.states import Role
from filon.tenants.web import choices

SCOPES = [
    (Scope.READ.value, _("Lire : sociétés, contacts, campagnes, historique")),
    (Scope.WRITE.value, _("Écrire : créer, modifier, supprimer")),
]
SAME_PASSWORD = _("Les deux mots de passe ne sont pas identiques.")


class RefusableForm(forms.Form):
    """A form that shows what an operation refused, beside the field when there is one of that name."""

    def refuse(self, refused: Refused) -> None:
        self.add_error(refused.field if refused.field in self.fields else None, refused.message)


class NewPassword(forms.Form):
    """A password asked for twice (OL-2)."""

    password1 = SetPasswordField(label=_("Mot de passe"))
    password2 = PasswordField(label=_("Le même mot de passe, encore"), autocomplete="new-password")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", SAME_PASSWORD)
        return cleaned


class NamesForm(RefusableForm):
    first_name = forms.CharField(label=_("Prénom"), max_length=80, required=False)
    last_name = forms.CharField(label=pgettext_lazy("personne", "Nom"), max_length=80, required=False)


class SetUpForm(NamesForm, NewPassword):
    field_order = ("workspace", "first_name", "last_name", "email", "password1", "password2")
    workspace = forms.CharField(
        label=_("Nom de l’espace"), max_length=120, help_text=_("En général, celui de votre entreprise.")
    )
    email = forms.EmailField(label=_("Adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class JoinForm(NamesForm, NewPassword):
    field_order = ("first_name", "last_name", "password1", "password2")


class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the type checker only
    """Language (OL-6), time zone, theme."""

    time_zone = forms.ChoiceField(label=_("Fuseau horaire"), choices=choices.time_zones)

    class Meta:
        model = User
        fields = ("language", "time_zone", "theme")


class PhotoForm(RefusableForm):
    photo = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=_("JPEG, PNG, WebP ou GIF, 8 Mo au plus. Elle sera recadrée en carré."),
    )


class EmailForm(RefusableForm):
    email = forms.EmailField(
        label=_("Nouvelle adresse"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_(
            "Un lien part vers l’ancienne et la nouvelle adresse ; l’adresse change quand les deux ont été ouverts."
        ),
    )


class AddressRequestForm(RefusableForm):
    email = forms.EmailField(
        label=_("Nouvelle adresse"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Une fois la demande acceptée, un lien part vers l’ancienne et la nouvelle adresse."),
    )


class WorkspaceForm(forms.ModelForm):  # type: ignore[type-arg]  # idem
    time_zone = forms.ChoiceField(label=_("Fuseau horaire"), choices=choices.time_zones)
    country = forms.ChoiceField(label=_("Pays"), choices=lazy(choices.countries, list))

    class Meta:
        model = Workspace
        fields = ("name", "language", "time_zone", "country", "locks_email", "four_eyes")
        help_texts = {  # noqa: RUF012 Django declares it so
            "four_eyes": _("Sinon, la liste de contrôle suffit quand une personne responsable lance elle-même."),
            "locks_email": _("Sinon, chacun change la sienne depuis son profil, avec l’accord des deux boîtes."),
        }


class NewWorkspaceForm(RefusableForm):
    name = forms.CharField(label=_("Nom de l’espace"), max_length=120)


class InviteForm(RefusableForm):
    email = forms.EmailField(label=_("Adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Rôle"), choices=Role.choices, initial=Role.MEMBER)


class KeyForm(RefusableForm):
    name = forms.CharField(label=_("Nom"), max_length=80, help_text=_("Celui du programme qui s’en servira."))
    scopes = forms.MultipleChoiceField(
        label=_("Ce que la clé permet"), choices=SCOPES, widget=forms.CheckboxSelectMultiple, initial=[Scope.READ.value]
    )
