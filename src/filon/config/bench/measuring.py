"""Run one bench in this process and say what it took."""

from __future__ import annotations

import resource
import sys
import time
from importlib import import_module
from typing import Any

from filon.config.bench.table import BENCHES

GIVEN = ("figure", "unit", "limit")
"""What a bench must return; `detail` and its own `size` may come with it."""


def measure(name: str, *, size: int | None) -> dict[str, Any]:
    """The result of a bench: bench, figure, unit, limit, ratio, size, seconds, peak_mb, detail.

    `limit` has the unit of `figure` and was measured in the same run; None where the machine sets none.
    """
    chosen = BENCHES[name]
    module, _, attribute = chosen.where.partition(":")
    run = getattr(import_module(module), attribute)
    amount = size or chosen.size
    start = time.monotonic()
    found = run(amount)
    seconds = time.monotonic() - start
    missing = [key for key in GIVEN if key not in found]
    if missing:
        raise TypeError(f"{chosen.where} returned no {', '.join(missing)}")
    return {
        "bench": name,
        "figure": found["figure"],
        "unit": found["unit"],
        "limit": found["limit"],
        "ratio": round(found["figure"] / found["limit"], 3) if found["limit"] else None,
        "size": found.get("size", amount),
        "seconds": round(seconds, 2),
        "peak_mb": peak_mb(),
        "detail": found.get("detail", {}),
    }


def peak_mb() -> float:
    """The most memory that this process ever held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
