"""The result of `filon bench calls`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

CALLS, MORE_CALLS = 100, 300
SECONDS, TURN_S = 20.0, 10.0
TURNS = 9
"""With and without listening, one after the other: what the same calls cost differs by a third from run to run, so the
ratio of two medians of three differs by a fifth: as much as what it is to tell."""

RATE = 100.0
"""Calls started a second."""

HERE = "filon.demo.switchboards.bench"


def run(size: int) -> dict[str, Any]:
    """`size` calls set up at 100 a second; then 100 and 300 calls at once, with real sound both ways.

    The figure is cores for 100 calls that are listened to while live; the limit, the same calls without listening: of
    each the median of `TURNS` runs.
    """
    setup = _measured("setup", size, RATE)
    turns = [[_measured("near", CALLS, TURN_S, listening) for listening in (0, 1)] for _ in range(TURNS)]
    bare, heard = (_usual(runs) for runs in zip(*turns, strict=True))
    more = _measured("near", MORE_CALLS, SECONDS, 1)
    return {
        "figure": heard["cores"],
        "unit": "cores for 100 calls",
        "limit": bare["cores"],
        "size": size,
        "detail": {"setup": setup, "calls": heard, "without_listening": bare, "more_calls": more},
    }


def _usual(runs: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The run that costs the median, with what each of them cost."""
    by_cost = sorted(runs, key=lambda run: float(run["cores"]))
    return by_cost[len(runs) // 2] | {"cores_of_each": [run["cores"] for run in runs]}


def _measured(what: str, *arguments: float) -> dict[str, Any]:
    """In a process of its own: memory, threads and clocks of one do not touch the next."""
    command = [sys.executable, "-m", f"{HERE}.{what}", *(f"{each:g}" for each in arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 our own modules
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result
