"""The parent of the embedded PostgreSQL: starts it, and stops it when its last user has gone.

Every user of the server holds a shared lock on `users.lock`. This process asks for the exclusive one, which the kernel
grants exactly when the last user has let go or has died, however it died. It then stops the server, still holding the
lock, so that whoever comes next waits for the end instead of meeting a server that is leaving.

Run as `python -m filon.config.run.keeper FOLDER [scratch]`.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from filon.config.run.cluster import ENVIRONMENT
from filon.config.run.layout import Cluster, locate
from filon.config.run.lifeline import die_with_parent
from filon.config.run.status import pid_file

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_wal_size": "2GB",
    "wal_compression": "pglz",
    "recovery_init_sync_method": "syncfs",
    "log_min_duration_statement": "1000",
    "log_parameter_max_length": "0",
    "idle_in_transaction_session_timeout": "5min",
    "cluster_name": "filon",
}
"""A machine shared with the rest of Filon. Logged statements carry no values: they would be personal data."""

SCRATCH_SETTINGS = {
    "max_connections": "300",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "log_min_duration_statement": "-1",
}
LARGEST_LOG_BYTES = 20 * 1024 * 1024


def users_lock(cluster: Cluster) -> Path:
    return cluster.home / "users.lock"


def serve(cluster: Cluster) -> int:
    """Run the server until it has no user left; return its exit code."""
    _turn_log_over(cluster.log)
    _release_borrowed_pid(cluster)
    with cluster.log.open("ab") as log:
        server = subprocess.Popen(  # noqa: S603 fixed program and arguments
            [str(cluster.binaries / "bin" / "postgres"), "-D", str(cluster.data), *_options(cluster)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            preexec_fn=lambda: _become(cluster),  # noqa: PLW1509 no thread runs yet
        )
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)  # only the users decide
    threading.Thread(target=_stop_after_last_user, args=(cluster, server), daemon=True).start()
    return server.wait()


def _stop_after_last_user(cluster: Cluster, server: subprocess.Popen[bytes]) -> None:
    descriptor = os.open(users_lock(cluster), os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    server.send_signal(signal.SIGINT)  # fast shutdown: roll back, write a checkpoint, leave


def _options(cluster: Cluster) -> list[str]:
    settings = {
        **SETTINGS,
        **(SCRATCH_SETTINGS if cluster.scratch else {}),
        "unix_socket_directories": str(cluster.socket),
    }
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _become(cluster: Cluster) -> None:
    if cluster.lent:
        os.setgroups([])
        os.setgid(cluster.account.gid)
        os.setuid(cluster.account.uid)
    die_with_parent(signal.SIGINT)
    os.umask(0o077)


def _release_borrowed_pid(cluster: Cluster) -> None:
    """Put our own pid in the place of the last server's, which the caller has found to be gone.

    After a restart of a container another program often has that pid, and PostgreSQL would refuse to start. It accepts
    the pid of its parent, and still sees in the rest of the file whether orphans of the last server are about.
    """
    with contextlib.suppress(FileNotFoundError):
        _, _, rest = pid_file(cluster).read_text().partition("\n")
        pid_file(cluster).write_text(f"{os.getpid()}\n{rest}")


def _turn_log_over(log: Path) -> None:
    if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
        log.replace(log.with_suffix(".log.1"))


if __name__ == "__main__":
    sys.exit(serve(locate(Path(sys.argv[1]), scratch=sys.argv[2:] == ["scratch"])))
