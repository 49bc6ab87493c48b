"""Secrets at rest, and hashes that only this installation can compute."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_mailbox

from filon.kernel.secrets import UnreadableSecret, decrypt, encrypt, fingerprint
from filon.mail.models import Mailbox
from filon.tenants.models import Workspace


@given(st.text(min_size=1).filter(lambda text: "\x00" not in text))
def test_what_was_encrypted_is_read_again(text: str) -> None:
    try:
        token = encrypt(text)
    except UnicodeEncodeError:  # a lone surrogate is no text
        return
    assert decrypt(token) == text
    assert token != text
    assert encrypt(text) != token


def test_nothing_stays_nothing() -> None:
    assert (encrypt(""), decrypt("")) == ("", "")


@pytest.mark.parametrize("wrong", ["clear text", "gAAAAABx", "gAAAAA" + "x" * 94])
def test_what_no_key_opens_is_an_error_and_not_a_secret(wrong: str) -> None:
    with pytest.raises(UnreadableSecret):
        decrypt(wrong)


def test_an_older_key_still_opens_until_it_is_dropped(settings: Any) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FILON_SECRET_KEYS = [old]
    token = encrypt("mot de passe")
    settings.FILON_SECRET_KEYS = [new, old]
    assert decrypt(token) == "mot de passe"
    rotated = encrypt("mot de passe")
    settings.FILON_SECRET_KEYS = [new]
    assert decrypt(rotated) == "mot de passe"
    with pytest.raises(UnreadableSecret):
        decrypt(token)


def test_the_database_holds_no_password(workspace: Workspace) -> None:
    mailbox = make_mailbox(smtp_password="très secret", imap_password="")
    with connection.cursor() as cursor:
        cursor.execute("select smtp_password, imap_password from mail_mailbox")
        stored = cursor.fetchone()
    assert stored[1] == ""
    assert "secret" not in stored[0]
    assert Mailbox.objects.get(id=mailbox.id).smtp_password == "très secret"


def test_a_fingerprint_is_of_a_kind_and_of_this_installation(settings: Any) -> None:
    email = fingerprint("email", "paul@petit.example")
    assert email == fingerprint("email", "paul@petit.example")
    assert len(email) == 32
    assert email != fingerprint("phone", "paul@petit.example")
    settings.FILON_FINGERPRINT_KEY = "another"
    assert email != fingerprint("email", "paul@petit.example")
