"""The command `filon run`."""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click

from filon.config.database import application_url
from filon.config.env import Environment, environment
from filon.config.run.checks import check_machine
from filon.config.run.children import Child, say
from filon.config.run.layout import CannotRun, Cluster, locate
from filon.config.run.lifeline import PREPARED
from filon.config.run.postgres import ensure_database, running
from filon.config.run.status import wait_while_leaving
from filon.config.run.supervisor import Supervisor
from filon.config.schema import fingerprint, migrate_in_child, recorded
from filon.config.words import either


@click.command()
@click.option("--port", type=int, default=None, help="Port of the web server (PORT, 8000).")
@click.option("--host", default=None, help="Address to listen on (FILON_HOST, 127.0.0.1).")
@click.option("--data", type=click.Path(path_type=Path), default=None, help="Data folder (FILON_DATA).")
def run(*, port: int | None, host: str | None, data: Path | None) -> None:
    """Start everything on this machine: database, web, worker, dialer, mail sandbox, practice switchboards."""
    for name, value in (("FILON_PORT", port), ("FILON_HOST", host), ("FILON_DATA", data)):
        if value is not None:
            os.environ[name] = str(value)
    env = environment()
    with _only_one(env) as already:
        if already:
            say("filon", either(fr=f"Filon tourne déjà : {already}", en=f"Filon is already running: {already}"))
            return
        check_machine(env)
        start = time.monotonic()
        cluster = locate(env.data / "postgres") if env.embedded else None
        with running(cluster) if cluster else contextlib.nullcontext():
            _prepare(env, cluster)
            first = [_child("web"), *([_child("sandbox"), _child("switchboards")] if env.sample else [])]
            supervisor = Announcer(
                env, cluster=cluster, children=first, afterwards=[_child("worker"), _child("dialer")]
            )
            supervisor.start_time = start
            with supervisor.listening_to_signals():
                supervisor.run()
        if cluster:
            wait_while_leaving(cluster)
        say("filon", either(fr="arrêté", en="stopped"))


class Announcer(Supervisor):
    """Says where to go and how to sign in once the first page can be had."""

    start_time = 0.0

    def announce(self) -> None:
        super().announce()
        took = time.monotonic() - self.start_time
        if self.env.sample:
            for line in sample_logins():
                say("filon", line)
        say(
            "filon",
            either(fr=f"prêt en {took:.1f} s ; Ctrl-C arrête tout", en=f"ready in {took:.1f} s; Ctrl-C stops all"),
        )


def sample_logins() -> list[str]:
    """How to sign in to the sample workspace, one line a person."""
    from filon.demo.logins import LOGINS

    return [f"{login.email}  {login.password}  ({login.role})" for login in LOGINS]


def _prepare(env: Environment, cluster: Cluster | None) -> None:
    """The database exists, its tables are up to date, the sample workspace is there."""
    if cluster:
        ensure_database(cluster)
        if env.data not in cluster.home.parents:
            moved = cluster.home
            say("filon", either(fr=f"la base de données est dans {moved}", en=f"the database is in {moved}"))
    if recorded(application_url(env)) != fingerprint():
        say("filon", either(fr="préparation de la base de données…", en="preparing the database…"))
        migrate_in_child(verbosity=0)
    if env.sample and not _has_sample(env):
        say("filon", either(fr="création de l’espace d’exemple…", en="making the sample workspace…"))
        command = [sys.executable, "-m", "filon.config.cli", "demo", "ensure"]
        if subprocess.run(command, env=_child_environment(), check=False).returncode:  # noqa: S603 our own command
            raise CannotRun(
                either(
                    fr="L’espace d’exemple n’a pas pu être créé ; la raison est au-dessus.",
                    en="The sample workspace could not be made; the reason is above.",
                )
            )


def _has_sample(env: Environment) -> bool:
    import psycopg

    with psycopg.connect(application_url(env), autocommit=True) as connection:
        return connection.execute("select from tenants_workspace where is_sample").rowcount > 0


def _child(name: str) -> Child:
    return Child(name, [sys.executable, "-m", "filon.config.cli", name], _child_environment())


def _child_environment() -> dict[str, str]:
    return {**os.environ, PREPARED: "1", "PYTHONUNBUFFERED": "1"}


@contextlib.contextmanager
def _only_one(env: Environment) -> Iterator[str]:
    """Hold the data folder; give the address of the Filon that holds it already, or ""."""
    try:
        env.make_data_folder()
        lock = (env.data / "run.lock").open("a+")
    except OSError:
        yield ""  # the checks that follow say why, in a sentence
        return
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            yield lock.read().strip() or "?"
            return
        lock.truncate(0)
        lock.write(env.address)
        lock.flush()
        yield ""
