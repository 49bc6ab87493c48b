"""`filon market compare`: the routines of the measurement, asked of both engines over an invented directory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filon.directory.columnar import Snapshot
from filon.market.bench import scorings
from filon.market.comparing import Comparison, as_tables, compare
from filon.market.engine import Market, Marks


def rehearse(size: int) -> Iterator[Comparison]:
    """One comparison for each routine. Nothing is left behind."""
    with tempfile.TemporaryDirectory(prefix="filon-market-") as parent:
        folder = Path(parent) / "copy"
        subprocess.run([sys.executable, "-m", "filon.market.scratch", str(folder), str(size)], check=True)  # noqa: S603 ours
        snapshot = Snapshot(folder)
        market = Market(snapshot)
        with as_tables(snapshot, Marks()):
            for scoring in scorings():
                yield compare(market, scoring)
