"""How soon `filon run` answers when everything has been installed and prepared before."""

from __future__ import annotations

import os
import re
import signal
import statistics
import subprocess
import sys
import time
from typing import Any

from filon.config.env import CHECKOUT
from filon.config.run.checks import free_port
from filon.config.run.layout import locate
from filon.config.run.postgres import running
from filon.config.run.status import wait_while_leaving

DATA = CHECKOUT / "var" / "bench" / "start"
READY = re.compile(r"Filon is ready at http://")
FIRST_PORT = 23000


def run(size: int) -> dict[str, Any]:
    """Start Filon `size` times on a prepared data folder; the figure is the median time to the first page, in s.

    The limit is the time that the bare database takes to start and stop on the same folder.
    """
    _time_to_ready()  # the first start makes the database and the sample
    times = [_time_to_ready() for _ in range(size)]
    return {
        "figure": round(statistics.median(times), 2),
        "unit": "s",
        "limit": round(_database_alone(), 2),
        "detail": {"slowest": round(max(times), 2), "fastest": round(min(times), 2)},
    }


def _time_to_ready() -> float:
    environment = {**os.environ, "FILON_DATA": str(DATA), "FILON_PORT": str(free_port(FIRST_PORT)), "LC_ALL": "C"}
    environment.pop("FILON_PREPARED", None)
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "filon.config.cli", "run"], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if READY.search(line):
            took = time.monotonic() - start
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=60)
            return took
    raise RuntimeError("Filon did not start:\n" + "".join(said[-20:]))


def _database_alone() -> float:
    cluster = locate(DATA / "postgres")
    start = time.monotonic()
    with running(cluster):
        pass
    wait_while_leaving(cluster)
    return time.monotonic() - start
