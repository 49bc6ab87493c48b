"""The embedded PostgreSQL as its users see it: running for as long as somebody needs it.

    with running(cluster):
        ...  # the server answers on cluster.url()

Any number of processes may do this at once: the first starts the server, the last one out stops it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from filon.config.run import cluster as folder
from filon.config.run.keeper import users_lock
from filon.config.run.layout import APP_ROLE, DATABASE, OWNER_ROLE, CannotRun, Cluster
from filon.config.words import either

START_WITHIN_S = 120
"""Crash recovery of a big database takes a while; the caller sees a message meanwhile."""

STOP_WITHIN_S = 30
KEEPER_NOTICES_WITHIN_S = 0.5

STATUS_LINE = 7
"""Of `postmaster.pid` (miscadmin.h: LOCK_FILE_LINE_PM_STATUS), counted from 0."""


@contextlib.contextmanager
def running(cluster: Cluster) -> Iterator[Cluster]:
    """Hold the server up for the length of the block; raise `CannotRun` when it cannot start."""
    folder.make(cluster)
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
            _start(cluster)
    finally:
        os.close(gate)


def answers(cluster: Cluster) -> bool:
    """Whether the server of this data folder accepts connections."""
    lines = _status(cluster)
    if len(lines) <= STATUS_LINE or lines[STATUS_LINE].strip() != "ready":
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(str(cluster.socket / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


def server_pid(cluster: Cluster) -> int | None:
    """The process id of the server of this data folder, or None; a zombie or a stranger is not a server."""
    lines = _status(cluster)
    if len(lines) < 2 or not lines[0].strip().isdigit() or Path(lines[1]) != cluster.data:
        return None
    pid = int(lines[0])
    try:
        os.kill(pid, 0)
    except OSError:
        return None
    if sys.platform != "linux":
        return pid
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return None
    return pid if state != "Z" and os.fsencode(cluster.data) in command else None


def ensure_database(cluster: Cluster, name: str = DATABASE) -> None:
    """Make the application's role and a database, if they do not exist yet."""
    import psycopg

    with psycopg.connect(cluster.url(role=OWNER_ROLE, database="postgres"), autocommit=True) as connection:
        if not connection.execute("select from pg_roles where rolname = %s", [APP_ROLE]).rowcount:
            connection.execute(f"create role {APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole")
        if not connection.execute("select from pg_database where datname = %s", [name]).rowcount:
            connection.execute(psycopg.sql.SQL("create database {}").format(psycopg.sql.Identifier(name)))


def _status(cluster: Cluster) -> list[str]:
    try:
        return (cluster.data / "postmaster.pid").read_text().split("\n")
    except OSError:
        return []


def _start(cluster: Cluster) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while server_pid(cluster):  # stopping on its own: its keeper was killed
        _pause(cluster, deadline)
    # A pid taken over by another program, as happens in containers, would make PostgreSQL refuse to start.
    (cluster.data / "postmaster.pid").unlink(missing_ok=True)
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
        if keeper.poll() is not None:
            raise _did_not_start(cluster, logged)
        _pause(cluster, deadline)


def _pause(cluster: Cluster, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise CannotRun(
            either(
                fr=f"PostgreSQL n’est pas prêt après {START_WITHIN_S} s ; son journal : {cluster.log}",
                en=f"PostgreSQL is not ready after {START_WITHIN_S} s; its log: {cluster.log}",
            )
        )
    time.sleep(0.02)


def _did_not_start(cluster: Cluster, logged: int) -> CannotRun:
    with contextlib.suppress(OSError), cluster.log.open("rb") as log:
        log.seek(min(logged, log.seek(0, os.SEEK_END)))
        said = log.read().decode(errors="replace")
        if "No space left on device" in said:
            return folder.full(cluster.home)
        told = [line for line in said.splitlines() if "FATAL" in line or "PANIC" in line] or said.splitlines()[-3:]
        return folder.damaged(cluster, "\n".join(told))
    return folder.damaged(cluster)


def leaving(cluster: Cluster) -> None:
    """Wait for the end of a server that is stopping; return at once if others still use it."""
    deadline = time.monotonic() + STOP_WITHIN_S
    grace = time.monotonic() + KEEPER_NOTICES_WITHIN_S
    while server_pid(cluster) and time.monotonic() < deadline:
        lines = _status(cluster)
        if time.monotonic() > grace and len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready":
            return
        time.sleep(0.02)
