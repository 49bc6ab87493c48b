"""The results as a table of `docs/performance.md`."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from filon.config.bench.table import BENCHES

BEGIN, END = "<!-- results -->", "<!-- end of results -->"
COLUMNS = ("bench", "figure", "limit, same run", "ratio", "promised", "size", "seconds", "peak MB")


def table(results: Sequence[dict[str, Any]]) -> str:
    """A Markdown table, one row a bench, with the machine above it."""
    return "\n".join([machine(), "", _line(COLUMNS), _line(["---"] * len(COLUMNS)), *map(_row, results)])


def machine() -> str:
    """The date and what was measured on."""
    today = date.today()  # noqa: DTZ011 the day of whoever measures
    return f"{today}, {os.cpu_count()} cores, {_processor()}, Python {platform.python_version()}: `make bench`"


def write(path: Path, results: Sequence[dict[str, Any]]) -> None:
    """Replace what stands between the two marks of the file; raises ValueError when it has none."""
    text = path.read_text()
    if BEGIN not in text or END not in text:
        raise ValueError(f"{path} has no {BEGIN} … {END}")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(f"{before}{BEGIN}\n{table(results)}\n{END}{after}")


def _row(result: dict[str, Any]) -> str:
    unit = result["unit"]
    limit = "—" if result["limit"] is None else f"{result['limit']:,} {unit}"
    ratio = "—" if result["ratio"] is None else f"{result['ratio']:.0%}"
    promise = BENCHES[result["bench"]].promise
    cells = [f"`{result['bench']}`", f"{result['figure']:,} {unit}", limit, ratio, promise]
    return _line([*cells, f"{result['size']:,}", str(result["seconds"]), str(result["peak_mb"])])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file() and (found := re.search(r"model name\s*:\s*(.+)", info.read_text())):
        return found[1].strip()
    return platform.processor() or platform.machine()
