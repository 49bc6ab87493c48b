"""Dump and restore with PostgreSQL's own programs: those that came with Filon, else those of the machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import psycopg

from filon.config.run.layout import CannotRun, packaged_binaries
from filon.config.words import either
from filon.kernel.rls import ROLE

HEADER_LINES = 60
SINCE_17 = b"SET transaction_timeout = 0;"
EMPTY = "drop schema public cascade; create schema public; grant usage on schema public to public;"


def dump(url: str, *, to: Path) -> None:
    """A consistent dump of everything, as the owner: the application's role would leave every workspace out."""
    command = [_program("pg_dump"), "--format=custom", "--no-owner", "--file", str(to)]
    done = subprocess.run(command, env=_environment(url), check=False, capture_output=True, text=True)  # noqa: S603 fixed program
    if done.returncode:
        raise CannotRun(
            either(
                fr=f"La base n’a pas pu être copiée :\n{done.stderr.strip()}",
                en=f"The database could not be dumped:\n{done.stderr.strip()}",
            )
        )


def restore(url: str, *, dump: Path) -> None:
    """Put the dump in the place of all tables, in one transaction: it is there whole, or nothing has changed.

    Owner and rights are those of this database, whatever they were called where the dump was made; the policies and the
    rights of the application's role come with it.
    """
    contents = _contents(dump)
    with tempfile.TemporaryFile() as said:
        script = subprocess.Popen(  # noqa: S603 fixed program
            [_program("pg_restore"), "--no-owner", "--use-list", str(contents), "--file=-", str(dump)],
            stdout=subprocess.PIPE,
            stderr=said,
        )
        client = subprocess.Popen(  # noqa: S603 idem
            [_program("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-f-"],
            env=_environment(url),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        assert script.stdout
        assert client.stdin
        whole = _feed(script.stdout, client.stdin, old=_version(url) < 170000)
        script.stdout.close()
        failed = bool(script.wait()) or not whole
        if failed:
            client.kill()  # before its input ends, which would commit
        with contextlib.suppress(BrokenPipeError):
            client.stdin.close()
        if client.wait() or failed:
            said.seek(0)
            reason = said.read().decode(errors="replace").strip()
            raise CannotRun(
                either(
                    fr=f"La sauvegarde n’a pas pu être restaurée, rien n’a changé :\n{reason}",
                    en=f"The backup could not be restored, nothing has changed:\n{reason}",
                )
            )


def holds_data(url: str) -> bool:
    """Whether somebody has an account here."""
    with psycopg.connect(url, autocommit=True) as connection:
        try:
            return connection.execute("select from tenants_user limit 1").rowcount > 0
        except psycopg.errors.UndefinedTable:
            return False


def others_connected(url: str) -> int:
    """How many clients use this database: web and worker processes must be stopped before a restore."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
            " and backend_type = 'client backend'"
        ).fetchone()
    assert row is not None
    return int(row[0])


def forget_workers(url: str) -> None:
    """The processes that the dump knew are not those of this copy; their jobs are free."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("update procrastinate_jobs set worker_id = null where worker_id is not null")
        connection.execute("delete from procrastinate_workers")


def _feed(script: IO[bytes], client: IO[bytes], *, old: bool) -> bool:
    """Hand the script on, with what is ours around it; False when the client hung up.

    The role is made before, and its rights on tables to come are given after: else it would have them on the tables of
    the dump, on parts of partitioned ones too, which are behind no wall of their own.
    """
    try:
        client.write(f"{ROLE}\n{EMPTY}\n".encode())
        for number, line in enumerate(_lines(script)):
            if not (old and number < HEADER_LINES and line.strip() == SINCE_17):
                client.write(line)
        client.write(f"\n{ROLE}\n".encode())
    except BrokenPipeError:
        return False
    return True


def _lines(script: IO[bytes]) -> Iterator[bytes]:
    """The first lines one by one, the rest in large pieces."""
    for _ in range(HEADER_LINES):
        yield script.readline()
    while piece := script.read(1 << 20):
        yield piece


def _contents(dump: Path) -> Path:
    """The list of what to restore: all but the rights of tables to come, which name the former owner."""
    command = [_program("pg_restore"), "--list", str(dump)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 fixed program
    if done.returncode:
        raise CannotRun(
            either(
                fr=f"La copie de la base ne se lit pas :\n{done.stderr.strip()}",
                en=f"The dump of the database cannot be read:\n{done.stderr.strip()}",
            )
        )
    chosen = [
        line for line in done.stdout.splitlines() if " DEFAULT ACL " not in line and " SCHEMA - public " not in line
    ]
    listed = dump.with_suffix(".list")
    listed.write_text("\n".join(chosen) + "\n")
    return listed


def _version(url: str) -> int:
    with psycopg.connect(url, autocommit=True) as connection:
        return connection.info.server_version


def _program(name: str) -> str:
    """It runs under our own account, so a closed folder above it is no obstacle."""
    try:
        own = packaged_binaries() / "bin" / name
    except CannotRun:
        own = None
    found = str(own) if own and own.exists() else shutil.which(name)
    if found is None:
        raise CannotRun(
            either(
                fr=f"Il manque {name} : installez les programmes clients de PostgreSQL.",
                en=f"{name} is missing: install the client programs of PostgreSQL.",
            )
        )
    return found


def _environment(url: str) -> dict[str, str]:
    """How the programs find the database: by variables, since every account can read a command line."""
    names = {
        option.keyword.decode(): option.envvar.decode()
        for option in psycopg.pq.Conninfo.get_defaults()
        if option.envvar
    }
    given = psycopg.conninfo.conninfo_to_dict(url)
    return {**os.environ, **{names[key]: str(value) for key, value in given.items() if key in names}}
