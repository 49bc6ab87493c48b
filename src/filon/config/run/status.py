"""What the embedded server is doing, read from outside: its pid file, its process, its socket."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

from filon.config.run.layout import Cluster

STOP_WITHIN_S = 30
KEEPER_NOTICES_WITHIN_S = 0.5

STATUS_LINE = 7
"""Of `postmaster.pid` (miscadmin.h: LOCK_FILE_LINE_PM_STATUS), counted from 0."""


def pid_file(cluster: Cluster) -> Path:
    return cluster.data / "postmaster.pid"


def answers(cluster: Cluster) -> bool:
    """Whether the server of this data folder accepts connections.

    A living process is asked for, not only a socket: after a crash the orphans of the server keep the socket a moment.
    """
    if _said(cluster) != "ready" or not server_pid(cluster):
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
    lines = _lines(cluster)
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


def wait_while_leaving(cluster: Cluster) -> None:
    """Wait for the end of a server that is stopping; return soon if others still use it."""
    begun = time.monotonic()
    while server_pid(cluster) and time.monotonic() - begun < STOP_WITHIN_S:
        if _said(cluster) == "ready" and time.monotonic() - begun > KEEPER_NOTICES_WITHIN_S:
            return
        time.sleep(0.02)


def _said(cluster: Cluster) -> str:
    """What the server says of itself: "starting", "ready", "stopping" or nothing."""
    lines = _lines(cluster)
    return lines[STATUS_LINE].strip() if len(lines) > STATUS_LINE else ""


def _lines(cluster: Cluster) -> list[str]:
    try:
        return pid_file(cluster).read_text().split("\n")
    except OSError:
        return []
