"""Accounts of people."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.kernel.text import squash
from filon.kernel.values import InvalidValue, parse_email
from filon.tenants.models import User
from filon.tenants.states import Language


@dataclass(frozen=True, kw_only=True)
class NewUser:
    """Who the account is for. ``email`` has been proven by an invitation, or is the first one of the installation."""

    email: str
    password: str | None
    first_name: str = ""
    last_name: str = ""
    language: str = Language.FRENCH
    time_zone: str = "Europe/Paris"


def create_user(new: NewUser) -> User:
    """An account that can sign in at once. Raises Refused for an address that is wrong or taken, or a weak password.

    Without a password (None) the person chooses one through the forgotten-password email.
    """
    email = login_address(new.email)
    names = {"first_name": squash(new.first_name)[:80], "last_name": squash(new.last_name)[:80]}
    if new.password is not None:
        check_password(new.password, User(email=email, **names))
    with transaction.atomic():
        if User.objects.filter(email=email).exists():
            raise Refused(
                _("Un compte existe déjà pour cette adresse. Connectez-vous."), field="email", code="email_taken"
            )
        user = User.objects.create_user(email, new.password, **names, language=new.language, time_zone=new.time_zone)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def login_address(text: str) -> str:
    """The address in the one form in which it is compared and kept."""
    try:
        return parse_email(text).address.lower()
    except InvalidValue as wrong:
        raise Refused(
            _("Cette adresse e-mail n’est pas valable : vérifiez-la."), field="email", code=wrong.code
        ) from wrong


def check_password(password: str, user: User) -> None:
    """Raise Refused with the rules that the password breaks."""
    try:
        validate_password(password, user)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages), field="password1", code="password_weak") from weak
