"""How django-allauth works here: by invitation only, in the user's language, with secrets encrypted at rest."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from filon.kernel.secrets import decrypt, encrypt
from filon.tenants.mails import absolute


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Sign-in by email address. Accounts are made by an invitation or by the set-up page, never by the sign-up page."""

    error_messages = {  # noqa: RUF012 allauth declares it so
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Ce compte est désactivé."),
        "email_password_mismatch": _("L’adresse e-mail ou le mot de passe ne sont pas les bons."),
        "enter_current_password": _("Saisissez votre mot de passe actuel."),
        "incorrect_code": _("Ce code n’est pas le bon."),
        "incorrect_password": _("Ce mot de passe n’est pas le bon."),
        "invalid_or_expired_key": _("Ce lien n’est plus valable."),
        "invalid_login": _("Vérifiez l’adresse e-mail."),
        "invalid_password_reset": _("Ce lien de changement de mot de passe n’est plus valable. Demandez-en un autre."),
        "too_many_login_attempts": _("Trop d’essais ont échoué. Attendez quelques minutes, puis réessayez."),
        "same_as_current": _("La nouvelle valeur doit différer de l’actuelle."),
        "rate_limited": _("Trop de demandes à la suite. Attendez un peu, puis réessayez."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At the address of this installation, whatever host the request claims to be for."""
        user, _dash, secret = key.partition("-")
        return absolute(reverse("account_reset_password_from_key", kwargs={"uidb36": user, "key": secret}))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("tenants:profile")

    def render_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], headers: Any = None
    ) -> EmailMessage:
        """In the language of the account when there is one, else in that of the page."""
        language = getattr(context.get("user"), "language", None) or translation.get_language() or "fr"
        with translation.override(language):
            mail: EmailMessage = super().render_mail(
                template_prefix, email, context, headers={"Auto-Submitted": "auto-generated", **(headers or {})}
            )
        return mail


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Seeds of one-time codes and recovery codes are encrypted with the keys of this installation."""

    error_messages = {  # noqa: RUF012 allauth declares it so
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Ce code n’est pas le bon."),
        "cannot_delete_authenticator": _("Vous ne pouvez pas désactiver la double authentification."),
        "cannot_generate_recovery_codes": _("Activez d’abord la double authentification."),
        "unverified_email": _("Confirmez d’abord votre adresse e-mail."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The drawing to scan, on white, so that it is read on a dark page too."""
        drawing: str = super().build_totp_svg(url)
        return drawing.replace("<path", '<rect width="100%" height="100%" fill="#fff"/><path', 1)

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)
