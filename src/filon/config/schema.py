"""Bring the tables up to date, as the role that owns them."""

from __future__ import annotations

import hashlib
import os

from filon.config.env import CHECKOUT

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


def migrate(*, verbosity: int = 1) -> None:
    """Apply what is missing. Safe to run again, and from several places at once."""
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
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [MIGRATION_LOCK])
