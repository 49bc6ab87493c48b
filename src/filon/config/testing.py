"""pytest plugin: a PostgreSQL of our own for the run, and a fresh copy of a migrated template for each process.

Loaded by `-p`, before Django reads its settings. The cluster stays in `var/pg-test` between runs, with fsync off. Tests
are connected as the application's role, so row-level security is real in them; it may TRUNCATE here, and only here.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from filon.config.env import CHECKOUT
from filon.config.run.layout import APP_ROLE, OWNER_ROLE, Cluster, locate
from filon.config.run.postgres import ensure_database, running
from filon.config.schema import fingerprint

TEMPLATES_KEPT = 4
PREFIX = "test_filon"
RUN = "FILON_TEST_RUN"
"""Environment: the pid of the pytest that was started; its xdist workers inherit it, and databases are named by it."""

_held = contextlib.ExitStack()

TEST_ENVIRONMENT = {
    "FILON_POOL_SIZE": "0",
    "FILON_DATA": str(CHECKOUT / "var" / "test-data"),
    "FILON_SECRET_KEY": "only-for-tests-and-known-to-everybody",
    "FILON_LOG_LEVEL": "WARNING",
    # Playwright's synchronous interface keeps a loop in the main thread, which Django takes for an async view.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
}


def cluster() -> Cluster:
    return locate(CHECKOUT / "var" / "pg-test", scratch=True)


@contextlib.contextmanager
def owner(database: str = "postgres") -> Iterator[psycopg.Connection]:
    """A connection that row-level security does not bind, for what a test could not do as the application."""
    with psycopg.connect(cluster().url(role=OWNER_ROLE, database=database), autocommit=True) as connection:
        yield connection


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Start the server and make the template, in the process that was started; its workers find both ready."""
    if os.environ.get(RUN) and os.environ.get("PYTEST_XDIST_WORKER"):
        return
    os.environ.update(TEST_ENVIRONMENT)
    os.environ[RUN] = str(os.getpid())
    _held.enter_context(running(cluster()))
    template = ready_template()
    os.environ["FILON_TEST_TEMPLATE"] = template
    os.environ["DATABASE_URL"] = cluster().url(database=template)


def pytest_configure() -> None:
    """Tests ask for sentences as the sources write them; the spaces that do not break are a layer above, tested by
    itself (`tests/tools/test_typography.py`) and by the browser's journeys, whose servers have it.
    """
    from django.conf import settings
    from django.test import override_settings

    plain = [path for path in settings.LOCALE_PATHS if path.name != "typography"]
    _held.enter_context(override_settings(LOCALE_PATHS=plain))  # forgets what was read by then, too


def pytest_unconfigure() -> None:
    _held.close()


@contextlib.contextmanager
def fresh_database() -> Iterator[str]:
    """Point Django at a copy of the template that belongs to this process alone; give its name."""
    from django.db import connection

    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"{PREFIX}_{os.environ[RUN]}_{worker}"
    copy_template(name)
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ops.sql_flush = lambda *args, **kwargs: [_empty_everything(name)]  # type: ignore[method-assign]  # partitions too
    yield name
    connection.close()
    drop(name)


def ready_template() -> str:
    """The name of a database with today's tables, made unless there is one. The caller holds the server up."""
    ensure_database(cluster(), "postgres")
    template = f"template_{fingerprint()}"
    with owner() as connection:
        connection.execute("select pg_advisory_lock(1)")  # runs that start together make it once
        _drop_leftovers(connection, keep=template)
        _make_template(connection, template)
    return template


def copy_template(name: str) -> None:
    """A new database like the template; a former one of that name goes."""
    with owner() as connection:
        connection.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))
        connection.execute(
            SQL("create database {} template {}").format(
                Identifier(name), Identifier(os.environ["FILON_TEST_TEMPLATE"])
            )
        )


def drop(name: str) -> None:
    with owner() as connection:
        connection.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))


def _make_template(connection: psycopg.Connection, name: str) -> None:
    if connection.execute("select from pg_database where datname = %s", [name]).rowcount:
        return
    draft = f"{name}_draft"
    connection.execute(SQL("drop database if exists {} with (force)").format(Identifier(draft)))
    connection.execute(SQL("create database {}").format(Identifier(draft)))
    addresses = {
        "DATABASE_URL": cluster().url(database=draft),
        "FILON_OWNER_DATABASE_URL": cluster().url(role=OWNER_ROLE, database=draft),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from filon.config.schema import migrate; migrate(verbosity=0)"],
        env={**os.environ, **addresses},
        cwd=CHECKOUT,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise pytest.UsageError(f"the migrations fail:\n{done.stdout[-2000:]}{done.stderr[-6000:]}")
    with owner(draft) as inside:
        inside.execute(f"grant truncate on all tables in schema public to {APP_ROLE}")
    connection.execute(SQL("alter database {} rename to {}").format(Identifier(draft), Identifier(name)))


def _drop_leftovers(connection: psycopg.Connection, *, keep: str) -> None:
    """Databases of runs that were killed, and templates of schemas long gone."""
    rows = connection.execute("select datname from pg_database order by oid desc").fetchall()
    names = [row[0] for row in rows]
    old = [n for n in names if n.startswith("template_") and n != keep and not n.endswith("_draft")][TEMPLATES_KEPT:]
    dead = [n for n in names if n.startswith(f"{PREFIX}_") and not Path(f"/proc/{n.split('_')[2]}").exists()]
    for name in (*old, *(dead if sys.platform == "linux" else ())):
        connection.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))


KEPT_TABLES = ("django_migrations", "django_content_type", "auth_permission", "filon_schema")


def _empty_everything(name: str) -> str:
    """The statement that empties every table of this database, parts of partitioned ones included."""
    with owner(name) as connection:
        rows = connection.execute(
            "select format('%%I.%%I', schemaname, tablename) from pg_tables"
            " where schemaname = 'public' and tablename <> all(%s)",
            [list(KEPT_TABLES)],
        ).fetchall()
    return f"truncate {', '.join(row[0] for row in rows)} cascade"
