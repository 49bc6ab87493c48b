"""The forms of django-allauth, in our words: same fields, French labels, no placeholder that vanishes while typing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.forms import Form
from django.utils.translation import gettext_lazy as _

EMAIL, PASSWORD, AGAIN = _("Adresse e-mail"), _("Mot de passe"), _("Le même mot de passe, encore")
NEW, CURRENT, CODE, NAME = _("Nouveau mot de passe"), _("Mot de passe actuel"), _("Code"), _("Nom")
Words = Mapping[str, Any]
"""Field → translatable label."""


class Worded(Form):
    """Gives the fields of the form beside it their ``words``, and clears what was written around them."""

    words: ClassVar[Words] = {}
    helps: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label = self.words[name]
                field.help_text = self.helps.get(name, field.help_text if name == "password1" else "")


class LoginForm(Worded, account.LoginForm):  # type: ignore[misc]  # allauth carries no types
    words: ClassVar[Words] = {"login": EMAIL, "password": PASSWORD}


class ResetPasswordForm(Worded, account.ResetPasswordForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"email": EMAIL}


class ResetPasswordKeyForm(Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"password1": NEW, "password2": AGAIN}


class ChangePasswordForm(Worded, account.ChangePasswordForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"oldpassword": CURRENT, "password1": NEW, "password2": AGAIN}


class SetPasswordForm(Worded, account.SetPasswordForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"password1": NEW, "password2": AGAIN}


class ReauthenticateForm(Worded, account.ReauthenticateForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"password": PASSWORD}


class AuthenticateForm(Worded, codes.AuthenticateForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"code": CODE}


class ReauthenticateCodeForm(Worded, codes.ReauthenticateForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"code": CODE}


class ActivateTotpForm(Worded, totp.ActivateTOTPForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"code": CODE}


class AddKeyForm(Worded, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"name": NAME, "passwordless": _("Entrer sans mot de passe")}
    helps: ClassVar[Words] = {
        "passwordless": _("La clé suffit alors ; elle demandera l’empreinte, le visage ou un code.")
    }


class EditKeyForm(Worded, webauthn.EditWebAuthnForm):  # type: ignore[misc]  # idem
    words: ClassVar[Words] = {"name": NAME}
