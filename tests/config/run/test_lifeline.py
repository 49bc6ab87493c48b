"""A child of the supervisor ends with it, whether it hears or not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.config.run.conftest import eventually

from filon.config.run.lifeline import PREPARED

CHILD = """
import signal, sys, time
from filon.config.run.lifeline import follow_parent
signal.signal(signal.SIGTERM, getattr(signal, sys.argv[1]))
follow_parent(gone_within_s=0.5)
print("up", flush=True)
time.sleep(60)
"""
PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", sys.argv[1], sys.argv[2]], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("on_sigterm", ["SIG_DFL", "SIG_IGN"])
def test_a_child_ends_with_its_parent_even_if_it_does_not_hear(on_sigterm: str):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, CHILD, on_sigterm],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, PREPARED: "1"},
    )
    child = int(parent.stdout.readline())
    try:
        assert runs(child)
        parent.kill()
        parent.wait(20)
        eventually(lambda: not runs(child))
    finally:
        parent.stdout.close()
        if runs(child):
            os.kill(child, signal.SIGKILL)


def runs(pid: int) -> bool:
    """A zombie that nobody has buried yet does not."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except OSError:
        return False
