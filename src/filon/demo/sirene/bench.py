"""`filon bench directory`: an invented stock into PostgreSQL, beside DuckDB and COPY doing nothing else."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from filon.demo.sirene.stock import Order, make
from filon.directory.columnar.build import build
from filon.directory.public.search import search
from filon.directory.sirene import texts
from filon.directory.sirene.importing import import_file
from filon.directory.sirene.pieces import open_source
from filon.directory.sirene.preparing import Workbench
from filon.kernel.clock import SystemClock

QUESTIONS = ("menuiserie kel", "boulangrie paris", "sci", "du pont lyon", "zimerlin", "restau", "kerguelen quimper")
"""Common words, rare ones, unfinished ones, misspelt ones."""
ROUNDS = 20


def run(size: int) -> dict[str, Any]:
    """Units per second of a whole first import, establishments included; the limit is the same rows read and copied.

    The same files once more, the columnar copy and searches are told beside.
    """
    with tempfile.TemporaryDirectory() as folder:
        units, places = make(Path(folder), Order(size=size))
        limit = size / (_bare(units) + _bare(places))
        seconds, again = ([_seconds(partial(_import, path)) for path in (units, places)] for _ in range(2))
        columns = _seconds(partial(build, now=SystemClock().now()))
    return {
        "figure": round(size / sum(seconds)),
        "unit": "units/s, with their establishments",
        "limit": round(limit),
        "detail": {
            "units_alone_per_s": round(size / seconds[0]),
            "second_run_per_s": round(size / sum(again)),
            "columns_and_index_s": round(columns, 1),
            "search_ms": _searches(),
        },
    }


def _import(path: Path) -> None:
    import_file(path, clock=SystemClock(), sample=True)


def _bare(path: Path) -> float:
    """Seconds for DuckDB to read a file's text into CSV of the columns as they are, and for PostgreSQL to take that."""
    source = open_source(path)
    names = ", ".join(f'"{name}" text' for name in source.kind.read)
    with (
        tempfile.TemporaryDirectory() as folder,
        Workbench(Path(folder)) as bench,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"create temporary table bare ({names}) on commit drop")
        start = time.perf_counter()
        for piece in source.pieces(Path(folder), start=0):
            target = Path(folder) / "bare.csv"
            columns = ", ".join(f'"{name}"' for name in source.kind.read)
            rows = f"select {columns} from {piece.relation}"  # noqa: S608 our own names
            bench.db.execute(f"copy ({rows}) to '{target}' (format csv, header false)")
            with target.open("rb") as content, cursor.copy("copy bare from stdin (format csv)") as copy:
                while some := content.read(texts.LONGEST_LINE):
                    copy.write(some)
        return time.perf_counter() - start


def _searches() -> dict[str, float]:
    """Median and greatest milliseconds of a search, names and head offices fetched."""
    took = [_seconds(partial(search, question)) * 1000 for question in QUESTIONS * ROUNDS]
    first, later = took[: len(QUESTIONS)], took[len(QUESTIONS) :]
    return {
        "first": round(max(first), 1),
        "median": round(statistics.median(later), 1),
        "p95": round(statistics.quantiles(later, n=20)[-1], 1),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
