"""Processes that leave objects out of garbage collection end as quietly as others."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

WORKER = "import django; django.setup(); from filon.actions.loops import _pacer; _pacer()"
DIALER = "from filon.voice.media.engine import MediaEngine; MediaEngine().__enter__().close()"


@pytest.mark.parametrize("program", [WORKER, DIALER], ids=["worker", "dialer"])
def test_a_process_that_read_columns_ends_without_a_word_of_leaks(program: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "filon.config.settings"}
    command = [sys.executable, "-c", f"import duckdb; {program}"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=180)
    assert "leaked" not in done.stderr
