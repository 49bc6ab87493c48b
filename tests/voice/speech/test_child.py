from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PARENT = """
from filon.voice.speech.child import Child
Child("tests.voice.speech.never", within_s=600).ask({})
"""
WITHIN_S = 60


def test_a_child_that_never_answers_ends_with_a_parent_that_is_killed() -> None:
    """Both write to one pipe: it ends when the last of them has."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stderr=subprocess.PIPE, text=True, env=environment)
    assert parent.stderr
    child = int(parent.stderr.readline())
    parent.kill()
    try:
        assert parent.communicate(timeout=WITHIN_S)[1] == ""
    except subprocess.TimeoutExpired:
        os.kill(child, signal.SIGKILL)
        raise
