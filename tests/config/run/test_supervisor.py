"""`filon run` as people use it: real processes, signals and ports."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.config.run.conftest import eventually

from filon.config.env import CHECKOUT
from filon.config.run.checks import free_port
from filon.config.run.layout import locate
from filon.config.run.status import server_pid

pytestmark = pytest.mark.xdist_group("supervisor")
SPEAKS_WITHIN_S = 300
"""On a machine that does much else at the same time, too: limits here are for what never comes."""
_ports = count(26000 + os.getpid() * 10 % 5000)
"""Each start takes a port further on: the one before may not be listened on yet, and other runs have theirs."""


def next_port() -> int:
    port = free_port(next(_ports))
    while next(_ports) <= port:
        pass
    return port


class Running:
    """One `filon run` without the sample workspace."""

    def __init__(self, data: Path, port: int, **environment: str) -> None:
        self.data, self.port = data, port
        self.process = subprocess.Popen(
            [sys.executable, "-m", "filon.config.cli", "run"],
            env={**clean_environment(), "FILON_DATA": str(data), "FILON_PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def says(self, words: str) -> str:
        """Read on to the line that holds these words; fail with all that was said if it does not come."""
        heard = []
        too_long = threading.Timer(SPEAKS_WITHIN_S, self.process.kill)
        too_long.start()
        try:
            for line in self.process.stdout:
                heard.append(line)
                if words in line:
                    return line
        finally:
            too_long.cancel()
        raise AssertionError("".join(heard))

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2) as response:
                return response.status == 200
        except OSError:
            return False

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=SPEAKS_WITHIN_S)
        return self.process.returncode

    def children(self) -> dict[int, str]:
        """Process id → command line of every process that serves this data folder."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if f"FILON_DATA={self.data}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                    found[int(folder.name)] = words
        found.pop(self.process.pid, None)
        return found

    def child(self, name: str) -> int | None:
        """The process that the supervisor started under this name, not those that it started in turn."""
        for pid, command in self.children().items():
            with contextlib.suppress(OSError):
                parent = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
                if parent == self.process.pid and command.strip().endswith(f"cli {name}"):
                    return pid
        return None


def clean_environment() -> dict[str, str]:
    """Ours without what the tests' own database set."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("FILON_", "DATABASE_"))}
    return {**ours, "FILON_SAMPLE": "0", "LC_ALL": "C", "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder in which Filon has been started once."""
    data = CHECKOUT / "var" / "test-runs" / str(os.getpid())
    shutil.rmtree(data, ignore_errors=True)
    first = Running(data, next_port())
    first.says("Filon is ready")
    assert first.stop() == 0
    yield data
    shutil.rmtree(locate(data / "postgres").home, ignore_errors=True)
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def start(prepared: Path) -> Iterator[Callable[..., Running]]:
    """Starts copies of Filon, on the prepared folder unless told otherwise, and stops them after the test."""
    started: list[Running] = []

    def run(data: Path = prepared, port: int | None = None, **environment: str) -> Running:
        started.append(Running(data, port or next_port(), **environment))
        return started[-1]

    yield run
    for each in started:
        each.process.kill()
        each.process.communicate(timeout=SPEAKS_WITHIN_S)
    for each in started:  # several may share a folder, so only now
        eventually(lambda each=each: not each.children(), 60, seen=each.children)


def test_ctrl_c_leaves_nothing_behind(start):
    filon = start()
    assert filon.says("Filon is ready").strip().endswith(f"Filon is ready at http://127.0.0.1:{filon.port}")
    eventually(filon.answers)
    assert filon.stop() == 0
    assert filon.children() == {}
    assert server_pid(locate(filon.data / "postgres")) is None


def test_kill_9_takes_everything_along(start):
    filon = start()
    filon.says("Filon is ready")
    assert len(filon.children()) >= 3
    filon.process.kill()
    eventually(lambda: not filon.children(), 20, seen=filon.children)
    assert server_pid(locate(filon.data / "postgres")) is None
    again = start()
    again.says("Filon is ready")
    eventually(again.answers)


@pytest.mark.parametrize("name", ["web", "worker", "dialer"])
def test_a_child_that_falls_is_started_again(start, name: str):
    filon = start()
    filon.says("Filon is ready")
    eventually(lambda: filon.child(name))
    before = filon.child(name)
    os.kill(before, signal.SIGKILL)
    filon.says(f"{name} | ended")
    eventually(lambda: filon.child(name) not in {None, before})
    eventually(filon.answers)


def test_a_child_that_keeps_falling_ends_the_whole_with_a_reason(start):
    filon = start()
    filon.says("Filon is ready")
    for _ in range(4):
        eventually(lambda: filon.child("worker"))
        os.kill(filon.child("worker"), signal.SIGKILL)
        filon.says("worker | ended")
    filon.says("worker ended more than 3 times in a minute")
    filon.process.communicate(timeout=SPEAKS_WITHIN_S)
    assert filon.process.returncode == 1
    eventually(lambda: not filon.children(), seen=filon.children)


def test_a_database_that_falls_is_started_again(start):
    filon = start()
    filon.says("Filon is ready")
    before = server_pid(locate(filon.data / "postgres"))
    os.kill(before, signal.SIGKILL)
    eventually(lambda: server_pid(locate(filon.data / "postgres")) not in {None, before})
    eventually(filon.answers)


def test_two_copies_run_side_by_side(start, prepared: Path):
    other = prepared.with_name(f"{prepared.name}-other")
    try:
        # Copied while it was not running: as valid a data folder as one that Filon made.
        eventually(lambda: server_pid(locate(prepared / "postgres")) is None)
        subprocess.run(["cp", "-a", str(prepared), str(other)], check=True)
        first = start()
        first.says("Filon is ready")
        second = start(other)
        second.says("Filon is ready")
        eventually(first.answers)
        eventually(second.answers)
        assert second.stop() == 0
        eventually(first.answers)
    finally:
        shutil.rmtree(other, ignore_errors=True)


def test_a_second_run_on_the_same_folder_says_where_the_first_is(start):
    first = start()
    first.says("Filon is ready")
    second = start()
    assert f"already running: http://127.0.0.1:{first.port}" in second.says("already running")
    second.process.communicate(timeout=SPEAKS_WITHIN_S)
    assert second.process.returncode == 0
    eventually(first.answers)


def test_a_taken_port_is_told_with_a_free_one(start):
    port = next_port()
    with socket.create_server(("127.0.0.1", port)):
        filon = start(port=port)
        line = filon.says(f"Port {port} is already used by another program")
        filon.process.communicate(timeout=SPEAKS_WITHIN_S)
    assert filon.process.returncode == 1
    suggested = int(line.rpartition("make run PORT=")[2])
    assert suggested > port


def test_commands_bring_the_database_up_for_themselves_and_use_a_running_one(start, prepared: Path):
    cluster = locate(prepared / "postgres")
    environment = {**clean_environment(), "FILON_DATA": str(prepared)}
    idle = [sys.executable, "-m", "filon.config.cli", "worker", "--until-idle"]
    alone = subprocess.run(idle, env=environment, capture_output=True, text=True, check=False, timeout=SPEAKS_WITHIN_S)
    assert alone.returncode == 0, alone.stderr
    eventually(lambda: server_pid(cluster) is None)
    filon = start()
    filon.says("Filon is ready")
    pid = server_pid(cluster)
    beside = subprocess.run(idle, env=environment, capture_output=True, text=True, check=False, timeout=SPEAKS_WITHIN_S)
    assert beside.returncode == 0, beside.stderr
    assert server_pid(cluster) == pid
    eventually(filon.answers)
