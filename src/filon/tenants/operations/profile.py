"""What a person decides about their own account."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from filon.kernel.errors import Refused
from filon.kernel.tenancy import scope_or_none
from filon.kernel.text import squash
from filon.tenants import audit
from filon.tenants.models import User
from filon.tenants.photos import square
from filon.tenants.states import Language, Theme


def rename_user(user: User, *, first_name: str, last_name: str, at: datetime) -> User:
    """Change the names that everyone reads (ST-4). The caller has confirmed who they are."""
    first, last = squash(first_name)[:80], squash(last_name)[:80]
    if not (first or last):
        raise Refused(_("Indiquez votre prénom ou votre nom."), field="first_name", code="name_missing")
    with transaction.atomic():
        former = user.name
        user.first_name, user.last_name = first, last
        user.save(update_fields=["first_name", "last_name"])
        _note(user, "user.renamed", at=at, former=former)
    return user


def update_preferences(user: User, *, language: str, time_zone: str, theme: str) -> User:
    """Language (OL-6), time zone and theme of the person, whatever the workspace."""
    if language not in Language.values or theme not in Theme.values:
        raise Refused(_("Ce choix n’existe pas."), code="choice_unknown")
    if time_zone not in available_timezones():
        raise Refused(_("Ce fuseau horaire n’existe pas."), field="time_zone", code="time_zone_unknown")
    user.language, user.time_zone, user.theme = language, time_zone, theme
    user.save(update_fields=["language", "time_zone", "theme"])
    return user


def set_photo(user: User, *, upload: UploadedFile[Any]) -> User:
    """Keep the photo as a small square (OL-7); the former file goes. Raises Refused for what is not a picture."""
    picture = square(upload)
    former = user.photo.name
    with transaction.atomic():
        user.photo.save(f"{secrets.token_urlsafe(16)}.webp", picture, save=False)
        user.save(update_fields=["photo"])
        transaction.on_commit(lambda: _forget(user, former))
    return user


def remove_photo(user: User) -> User:
    """Show the initials again."""
    former = user.photo.name
    user.photo = ""
    user.save(update_fields=["photo"])
    transaction.on_commit(lambda: _forget(user, former))
    return user


def _forget(user: User, name: str | None) -> None:
    if name:
        user.photo.storage.delete(name)


def _note(user: User, action: str, *, at: datetime, **data: str) -> None:
    """The log belongs to a workspace: a person in none changes their own account without an entry."""
    if scope_or_none() is not None:
        audit.record(action, user.name, at=at, actor=user, **data)
