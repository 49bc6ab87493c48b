from __future__ import annotations

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import connection
from tests.factories import make_mailbox, make_user, make_workspace

from filon.config.keys import KeyRing
from filon.config.rotation import rotate, secret_fields
from filon.config.run.layout import CannotRun
from filon.kernel.secrets import UnreadableSecret, decrypt
from filon.kernel.tenancy import scope
from filon.mail.models import Mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def ring(tmp_path: Path, settings) -> KeyRing:
    settings.FILON_SECRET_KEYS = KeyRing(tmp_path / "secrets")
    return settings.FILON_SECRET_KEYS


def stored(workspace) -> str:
    with scope(workspace.id), connection.cursor() as cursor:
        cursor.execute("select smtp_password from mail_mailbox")
        return cursor.fetchone()[0]


def test_every_secret_is_encrypted_anew_and_the_old_key_opens_nothing(ring: KeyRing):
    first, second = make_workspace(), make_workspace()
    for workspace, password in ((first, "un secret"), (second, "un autre")):
        with scope(workspace.id):
            make_mailbox(smtp_password=password, imap_password="")
    old_key, before = list(ring), stored(first)

    written, forgotten = rotate()

    assert (written, forgotten) == (4, 1)
    assert len(ring) == 1
    assert list(ring) != old_key
    assert stored(first) != before
    for workspace, password in ((first, "un secret"), (second, "un autre")):
        with scope(workspace.id):
            assert Mailbox.objects.get().smtp_password == password
    settings.FILON_SECRET_KEYS = old_key
    with scope(first.id), pytest.raises(UnreadableSecret):
        Mailbox.objects.get()


def test_an_interrupted_rotation_loses_nothing_and_can_be_run_again(ring: KeyRing):
    workspace = make_workspace()
    with scope(workspace.id):
        make_mailbox(smtp_password="un secret")
    ring.put_in_front()  # and the power goes
    with scope(workspace.id):
        assert Mailbox.objects.get().smtp_password == "un secret"
    assert rotate()[1] == 2
    with scope(workspace.id):
        assert Mailbox.objects.get().smtp_password == "un secret"


def test_keys_of_the_environment_are_not_ours_to_change(settings):
    settings.FILON_SECRET_KEYS = ["x"]
    with pytest.raises(CannotRun, match="FILON_SECRET_KEYS"):
        rotate()


def test_every_model_with_a_secret_is_known():
    assert (Mailbox, ["smtp_password", "imap_password"]) in list(secret_fields())


def test_second_factors_still_open_after_a_rotation(ring: KeyRing):
    user = make_user()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(user).get_unused_codes()
    before = {row.type: row.data for row in Authenticator.objects.all()}

    assert rotate() == (2, 1)

    rows = {row.type: row for row in Authenticator.objects.all()}
    assert {kind: row.data for kind, row in rows.items()}.keys() == before.keys()
    assert all(rows[kind].data != data for kind, data in before.items())
    assert decrypt(rows["totp"].data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert RecoveryCodes(rows["recovery_codes"]).get_unused_codes() == codes
