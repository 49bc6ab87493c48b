"""An installation is backed up, lost and restored, with real databases and the real commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from filon.config import testing
from filon.config.doctor.walls import bypasses_security, unprotected_tables
from filon.config.env import CHECKOUT
from filon.config.run.layout import OWNER_ROLE

FILL = """
import json
from tests.factories import make_contact, make_mailbox, make_user, make_workspace
from filon.kernel.secrets import fingerprint
from filon.kernel.tenancy import scope
workspace = make_workspace(slug="sauvee")
make_user(email="lise@atelier.example")
with scope(workspace.id):
    make_contact(last_name="Gardée")
    make_mailbox(smtp_password="mot de passe de la boîte")
print(json.dumps([fingerprint("email", "non@client.example").hex()]))
"""
LOOK = """
from filon.crm.models import Contact
from filon.kernel.secrets import fingerprint
from filon.kernel.tenancy import scope
from filon.mail.models import Mailbox
from filon.tenants.models import Workspace
import json
workspace = Workspace.objects.get(slug="sauvee")
with scope(workspace.id):
    print(json.dumps([Contact.objects.get().last_name, Mailbox.objects.get().smtp_password,
                      fingerprint("email", "non@client.example").hex()]))
"""


@dataclass(frozen=True)
class Installation:
    """A data folder and a database of its own, on the server of the tests."""

    data: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        server = testing.cluster()
        return {
            **os.environ,
            "LC_ALL": "C",
            "FILON_DATA": str(self.data),
            "DATABASE_URL": server.url(database=self.database),
            "FILON_OWNER_DATABASE_URL": server.url(role=OWNER_ROLE, database=self.database),
            "DJANGO_SETTINGS_MODULE": "filon.config.settings",
            "PYTHONPATH": ".",
        }

    def filon(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "filon.config.cli", *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=300
        )

    def python(self, program: str) -> list[str]:
        command = [sys.executable, "-c", f"import django; django.setup()\n{program}"]
        done = subprocess.run(
            command, env=self.environment, cwd=CHECKOUT, capture_output=True, text=True, check=True, timeout=300
        )
        said: list[str] = json.loads(done.stdout)
        return said

    def reset(self) -> None:
        """The disk of the database is lost; an empty database takes its place."""
        with testing.owner() as owner:
            owner.execute(f"drop database {self.database} with (force)")
            owner.execute(f"create database {self.database}")


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """One with a contact, a mailbox and a photo."""
    name = f"{testing.PREFIX}_{os.environ[testing.RUN]}_backup{uuid4().hex[:6]}"
    testing.copy_template(name)
    made = Installation(tmp_path / "data", name)
    yield made
    testing.drop(name)


def test_what_was_backed_up_is_there_after_the_restore(installation: Installation, tmp_path: Path) -> None:
    (opposed,) = installation.python(FILL)
    photo = installation.data / "media" / "photos" / "a.webp"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"photo")
    file = tmp_path / "filon.backup"
    assert installation.filon("backup", str(file)).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
    installation.reset()
    photo.unlink()

    done = installation.filon("restore", str(file))
    assert done.returncode == 0, done.stderr
    assert installation.python(LOOK) == ["Gardée", "mot de passe de la boîte", opposed]
    assert photo.read_bytes() == b"photo"
    with psycopg.connect(installation.environment["DATABASE_URL"], autocommit=True) as application:
        assert not bypasses_security(application)
        assert unprotected_tables(application) == []
        assert application.execute("select count(*) from crm_contact").fetchone() == (0,)  # outside a scope
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            application.execute("delete from tenants_auditentry")
    with testing.owner(installation.database) as owner:
        owner.execute("create table later (id int)")  # of a migration to come
        assert owner.execute("select has_table_privilege('filon_app', 'later', 'select')").fetchone() == (True,)


def test_data_is_replaced_only_when_told_to(installation: Installation, tmp_path: Path) -> None:
    installation.python(FILL)
    file = str(tmp_path / "filon.backup")
    assert installation.filon("backup", file).returncode == 0
    assert "exists already" in installation.filon("backup", file).stderr
    with testing.owner(installation.database) as owner:
        owner.execute("update crm_contact set last_name = 'Changée'")
        owner.execute("insert into procrastinate_workers (last_heartbeat) values (now())")
    refused = installation.filon("restore", file)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert installation.python(LOOK)[0] == "Changée"
    assert installation.filon("restore", file, "--force").returncode == 0
    assert installation.python(LOOK)[0] == "Gardée"
    with testing.owner(installation.database) as owner:
        assert owner.execute("select count(*) from procrastinate_workers").fetchone() == (0,)


def test_a_restore_under_running_processes_is_refused(installation: Installation, tmp_path: Path) -> None:
    file = str(tmp_path / "filon.backup")
    installation.filon("backup", file)
    with psycopg.connect(installation.environment["DATABASE_URL"]):
        refused = installation.filon("restore", file)
    assert refused.returncode == 1
    assert "1 connections use the database" in refused.stderr


def test_other_keys_are_refused_unless_they_are_known_to_be_lost(installation: Installation, tmp_path: Path) -> None:
    installation.python(FILL)
    file = str(tmp_path / "filon.backup")
    installation.filon("backup", file)
    with tarfile.open(file) as archive:
        assert not [name for name in archive.getnames() if "keys" in name]
    elsewhere = replace(installation, data=tmp_path / "elsewhere")
    installation.reset()
    refused = elsewhere.filon("restore", file)
    assert "keys/" in refused.stderr
    assert elsewhere.filon("restore", file, "--other-keys").returncode == 0


def test_an_archive_that_was_cut_off_changes_nothing(installation: Installation, tmp_path: Path) -> None:
    installation.python(FILL)
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    installation.filon("backup", str(whole))
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    refused = installation.filon("restore", str(cut), "--force")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert installation.python(LOOK)[0] == "Gardée"
    (tmp_path / "note").write_text("not an archive")
    assert "is not a backup of Filon" in installation.filon("restore", str(tmp_path / "note")).stderr
