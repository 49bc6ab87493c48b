"""The embedded PostgreSQL as its users see it: running for as long as somebody needs it.

    with running(cluster):
        ...  # the server answers on cluster.url()

Any number of processes may do this at once: the first starts the server, the last one out stops it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator

from filon.config.run import cluster as folder
from filon.config.run.keeper import users_lock
from filon.config.run.layout import APP_ROLE, DATABASE, OWNER_ROLE, CannotRun, Cluster
from filon.config.run.status import answers, server_pid
from filon.config.words import either

START_WITHIN_S = 120
"""Crash recovery of a big database takes a while."""

ORPHANS = "pre-existing shared memory block"
"""PostgreSQL refuses to start until the children of a killed server have noticed and gone."""


@contextlib.contextmanager
def running(cluster: Cluster) -> Iterator[Cluster]:
    """Hold the server up for the length of the block; raise `CannotRun` when it cannot start."""
    folder.make_home(cluster)
    users = os.open(users_lock(cluster), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits for a server that is leaving
        ensure_up(cluster)
        yield cluster
    finally:
        os.close(users)


def ensure_up(cluster: Cluster) -> None:
    """Start the server if it is not answering. The caller holds the users' lock."""
    if answers(cluster):
        return
    gate = os.open(cluster.home / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not answers(cluster):
            folder.make(cluster)
            deadline = time.monotonic() + START_WITHIN_S
            while not _start(cluster, deadline=deadline):
                _pause(cluster, deadline)
    finally:
        os.close(gate)


def ensure_database(cluster: Cluster, name: str = DATABASE) -> None:
    """Make the application's role and a database, if they do not exist yet."""
    import psycopg

    with psycopg.connect(cluster.url(role=OWNER_ROLE, database="postgres"), autocommit=True) as connection:
        if not connection.execute("select from pg_roles where rolname = %s", [APP_ROLE]).rowcount:
            connection.execute(f"create role {APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole")
        if not connection.execute("select from pg_database where datname = %s", [name]).rowcount:
            connection.execute(psycopg.sql.SQL("create database {}").format(psycopg.sql.Identifier(name)))


def _start(cluster: Cluster, *, deadline: float) -> bool:
    """Start the server and wait until it answers; False when orphans of the last one are in the way."""
    while server_pid(cluster):  # stopping on its own: its keeper was killed
        _pause(cluster, deadline)
    logged = cluster.log.stat().st_size if cluster.log.exists() else 0
    keeper = subprocess.Popen(  # noqa: S603 our own module
        [sys.executable, "-m", "filon.config.run.keeper", str(cluster.home), *(["scratch"] if cluster.scratch else [])],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
    while not answers(cluster):
        _pause(cluster, deadline)
        if keeper.poll() is None:
            continue
        said = _log_since(cluster, logged)
        if ORPHANS in said:
            return False
        raise _did_not_start(cluster, said)
    return True


def _pause(cluster: Cluster, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise CannotRun(
            either(
                fr=f"PostgreSQL n’est pas prêt après {START_WITHIN_S} s ; son journal : {cluster.log}",
                en=f"PostgreSQL is not ready after {START_WITHIN_S} s; its log: {cluster.log}",
            )
        )
    time.sleep(0.02)


def _log_since(cluster: Cluster, start: int) -> str:
    try:
        with cluster.log.open("rb") as log:
            log.seek(min(start, log.seek(0, os.SEEK_END)))
            return log.read().decode(errors="replace")
    except FileNotFoundError:
        return ""


def _did_not_start(cluster: Cluster, said: str) -> CannotRun:
    if "No space left on device" in said:
        return folder.full(cluster.home)
    lines = said.splitlines()
    told = [line for line in lines if "FATAL" in line or "PANIC" in line] or lines[-3:]
    return folder.damaged(cluster, "\n".join(told))
