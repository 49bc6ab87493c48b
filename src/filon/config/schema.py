"""Bring the tables up to date, as the role that owns them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

from filon.config.env import CHECKOUT
from filon.config.run.layout import CannotRun
from filon.config.words import either

SOURCES = CHECKOUT / "src" / "filon"
LOCK_FILE = CHECKOUT / "requirements.lock"
MIGRATION_LOCK = 0x46494C4F
"""Advisory lock: two copies that start together migrate one after the other."""


def fingerprint() -> str:
    """Changes whenever a migration of ours or the version of a library does."""
    digest = hashlib.sha256()
    for path in (*sorted(SOURCES.glob("**/migrations/*.py")), LOCK_FILE):
        if path.is_file():
            digest.update(path.relative_to(CHECKOUT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def recorded(url: str) -> str:
    """The fingerprint under which this database was last migrated, or "".

    Raises `CannotRun` when the database does not answer.
    """
    import psycopg

    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            row = connection.execute("select fingerprint from filon_schema").fetchone()
    except psycopg.errors.UndefinedTable:
        return ""
    except psycopg.OperationalError as error:
        raise CannotRun(
            either(fr="La base de données ne répond pas : ", en="The database does not answer: ") + str(error).strip()
        ) from None
    return str(row[0]) if row else ""


def migrate(*, verbosity: int = 1) -> None:
    """Apply what is missing and record it. Safe to run again, and from several places at once."""
    os.environ["FILON_AS_OWNER"] = "1"
    os.environ["FILON_POOL_SIZE"] = "0"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filon.config.settings")
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            call_command("migrate", interactive=False, verbosity=verbosity)
            call_command("createcachetable", verbosity=verbosity)
            cursor.execute(
                "create table if not exists filon_schema (only_row boolean primary key default true, fingerprint text)"
            )
            cursor.execute(
                "insert into filon_schema (fingerprint) values (%s)"
                " on conflict (only_row) do update set fingerprint = excluded.fingerprint",
                [fingerprint()],
            )
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def migrate_in_child(*, verbosity: int = 1) -> None:
    """As `migrate`, for a process that goes on as the application's role. Raises `CannotRun` when it fails."""
    done = subprocess.run(  # noqa: S603 our own command
        [sys.executable, "-m", "filon.config.cli", "migrate", "--verbosity", str(verbosity)], check=False
    )
    if done.returncode:
        raise CannotRun(
            either(
                fr="La mise à jour de la base a échoué ; la raison est au-dessus.",
                en="The update of the database failed; the reason is above.",
            )
        )
