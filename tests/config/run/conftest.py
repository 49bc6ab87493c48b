"""Clusters and processes of the tests of the runtime."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from filon.config.env import CHECKOUT
from filon.config.run.layout import Cluster, locate
from filon.config.run.status import server_pid

USER = """
import sys
from itertools import chain
from pathlib import Path
from filon.config.run.layout import locate
from filon.config.run.postgres import running
import psycopg
with running(locate(Path(sys.argv[1]), scratch=True)) as cluster:
    url = cluster.url(role="postgres", database="postgres")
    for line in chain(["start"], sys.stdin):
        with psycopg.connect(url) as connection:
            print(connection.execute("select 'answered'").fetchone()[0], flush=True)
"""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A data folder of the test's own, not made yet."""
    found = locate(CHECKOUT / "var" / "pg-runs" / uuid4().hex[:8], scratch=True)
    yield found
    eventually(lambda: not server_pid(found))
    shutil.rmtree(found.home, ignore_errors=True)


class User:
    """Another process that uses the server until it is told to leave."""

    def __init__(self, cluster: Cluster, home: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, home], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def hears(self) -> str:
        return self.process.stdout.readline().strip()

    def asks(self) -> str:
        self.process.stdin.write("again\n")
        self.process.stdin.flush()
        return self.hears()

    def leaves(self) -> int:
        self.process.stdin.close()
        return self.process.wait(20)

    def is_killed(self) -> None:
        self.process.kill()
        self.process.wait(20)


@pytest.fixture
def new_user(cluster: Cluster) -> Iterator[Callable[[], User]]:
    users: list[User] = []

    def start() -> User:
        users.append(User(cluster, str(cluster.home)))
        return users[-1]

    yield start
    for user in users:
        with contextlib.suppress(OSError):
            user.process.stdin.close()
        user.process.kill()
        user.process.wait(20)
        user.process.stdout.close()


def eventually(
    condition: Callable[[], object], seconds: float = 60, *, seen: Callable[[], object] = lambda: "it did not happen"
) -> None:
    """Wait until something becomes true; fail with what is `seen` instead if it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, seen()
        time.sleep(0.05)
