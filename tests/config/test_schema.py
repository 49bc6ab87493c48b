"""Migrations on databases that are not ours: an ordinary owner, two copies at once, processes that wait for them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from filon.config import testing
from filon.config.doctor.walls import bypasses_security, unprotected_tables
from filon.config.run.layout import OWNER_ROLE
from filon.config.schema import fingerprint, recorded

ORDINARY_OWNER = "filon_test_owner"


@pytest.fixture
def empty() -> Iterator[str]:
    """An empty database that belongs to an ordinary role, as an administrator would hand it out."""
    name = f"{testing.PREFIX}_{os.getpid()}_empty"
    testing.drop(name)
    with testing.owner() as admin:
        if not admin.execute("select from pg_roles where rolname = %s", [ORDINARY_OWNER]).rowcount:
            admin.execute(SQL("create role {} nosuperuser nobypassrls").format(Identifier(ORDINARY_OWNER)))
        admin.execute(SQL("create database {} owner {}").format(Identifier(name), Identifier(ORDINARY_OWNER)))
    yield name
    testing.drop(name)


def filon(*arguments: str, database: str) -> subprocess.Popen[str]:
    owner = testing.cluster().url(role=OWNER_ROLE, database=database)
    environment = {
        **os.environ,
        "LC_ALL": "C",
        "DATABASE_URL": testing.cluster().url(database=database),
        "FILON_OWNER_DATABASE_URL": f"{owner}&options={quote(f'-c role={ORDINARY_OWNER}')}",
    }
    command = [sys.executable, "-m", "filon.config.cli", *arguments]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_two_copies_that_start_together_migrate_once_as_an_ordinary_owner(empty: str):
    url = testing.cluster().url(database=empty)
    early = filon("worker", "--until-idle", database=empty)
    assert "The database is not up to date. Run: filon migrate" in early.communicate(timeout=300)[0]
    assert early.returncode == 1

    copies = [filon("migrate", database=empty) for _ in range(2)]
    said = [copy.communicate(timeout=300)[0] for copy in copies]
    assert [copy.returncode for copy in copies] == [0, 0], said
    assert sorted("Applying" in words for words in said) == [False, True]

    assert recorded(url) == fingerprint()
    with psycopg.connect(url) as connection:
        assert unprotected_tables(connection) == []
        assert not bypasses_security(connection)
    served = filon("worker", "--until-idle", database=empty)
    assert served.communicate(timeout=300)[0].strip().isdigit()


def test_a_database_without_tables_has_no_fingerprint():
    assert recorded(testing.cluster().url(database="postgres")) == ""
