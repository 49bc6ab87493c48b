"""Secrets at rest: encrypted with keys kept outside the database, newest first, so that keys can be rotated.

``settings.FILON_SECRET_KEYS`` is a list of Fernet keys (AES-128-CBC with HMAC-SHA256). The first one
encrypts; any of them decrypts. ``filon keys rotate`` puts a new key in front and re-encrypts every stored secret.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


class UnreadableSecret(RuntimeError):
    """No key of FILON_SECRET_KEYS opens this value: a key was removed before the rotation had ended."""


@lru_cache(4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def box() -> MultiFernet:
    return _box(tuple(settings.FILON_SECRET_KEYS))


def encrypt(text: str) -> str:
    """An opaque token; the same text gives another token each time. Empty stays empty."""
    return box().encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """The text of a token made by ``encrypt`` with any known key. Raises UnreadableSecret."""
    if not token:
        return ""
    try:
        return box().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise UnreadableSecret("a stored secret cannot be read with the keys of this installation") from error


def encrypt_anew(token: str) -> str:
    """The same secret under the newest key. Raises UnreadableSecret."""
    return encrypt(decrypt(token))


def fingerprint(kind: str, value: str) -> bytes:
    """A keyed hash (HMAC-SHA256, 32 bytes) of an address or a number, for lists that must not hold the value itself.

    Keyed with ``settings.FILON_FINGERPRINT_KEY``, which is never rotated: the values are gone, so the hashes could not
    be computed anew.
    """
    keyed = _keyed(settings.FILON_FINGERPRINT_KEY).copy()
    keyed.update(f"{kind}\x00{value}".encode())
    return keyed.digest()


@lru_cache(4)
def _keyed(key: str) -> hmac.HMAC:
    """Ready for a value: taking the key in costs more than hashing an address."""
    return hmac.new(key.encode(), digestmod=hashlib.sha256)


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # generic for the type checker only
    """Plain text in Python, a Fernet token in the database. Cannot be filtered on."""

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(value)

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else encrypt(str(value))
