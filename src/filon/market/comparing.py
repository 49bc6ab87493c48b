"""One question asked of two engines: DuckDB over the columnar copy, and PostgreSQL over a table of the same rows."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import duckdb
import psycopg
from django.db import connection, transaction

from filon.directory.columnar import COLUMNS, Snapshot
from filon.market.compile import BOTH, Question, best, sql
from filon.market.criteria import Scoring
from filon.market.engine import Market, Marks
from filon.market.ranking import MOST_KEPT
from filon.market.resolve import plan

PIECE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """``rows`` best companies came from each engine; ``same``: the same in the same order, with the same integers."""

    rows: int
    same: bool
    duckdb_s: float
    postgresql_s: float


@contextmanager
def as_tables(snapshot: Snapshot, marks: Marks) -> Iterator[None]:
    """The copy and the facts as temporary tables of PostgreSQL, for the length of the block."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"create temp table units ({', '.join(f'{name} int' for name in COLUMNS)}) on commit drop")
        cursor.execute("create temp table marks (mark int, siren int) on commit drop")
        raw = cast("psycopg.Connection[tuple[object, ...]]", connection.connection)
        with tempfile.TemporaryDirectory(prefix="filon-compare-") as folder, raw.cursor() as plain:
            file = Path(folder) / "units.csv"
            _export(snapshot, file)
            with plain.copy("copy units from stdin (format csv)") as copy, file.open("rb") as stream:
                while piece := stream.read(PIECE):
                    copy.write(piece)
            with plain.copy("copy marks from stdin") as copy:
                for row in zip(marks.mark.tolist(), marks.siren.tolist(), strict=True):
                    copy.write_row(row)
        cursor.execute("analyze units")
        yield


def compare(market: Market, scoring: Scoring, *, marks: Marks | None = None, most: int = MOST_KEPT) -> Comparison:
    """Ask both for the ``most`` best. Inside ``as_tables`` of the same copy and facts."""
    known = marks or Marks()
    question = best(BOTH, most=most, kept=Question(plan(scoring, market.codes), known.numbers).kept())
    start = time.perf_counter()
    ours = market.ask(question, marks=known)
    between = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(sql(question, dialect="postgres"))
        theirs = cursor.fetchall()
    end = time.perf_counter()
    mine = list(zip(*(ours[name].tolist() for name in ("siren", "raw", "hits", "score")), strict=True))
    return Comparison(
        rows=len(mine), same=mine == theirs, duckdb_s=round(between - start, 3), postgresql_s=round(end - between, 3)
    )


def _export(snapshot: Snapshot, file: Path) -> None:
    source, target = (str(path).replace("'", "''") for path in (snapshot.units, file))
    with duckdb.connect(config={"threads": 2}) as database:
        rows = f"select {', '.join(COLUMNS)} from read_parquet('{source}')"  # noqa: S608 our own names
        database.execute(f"copy ({rows}) to '{target}' (format csv, header false)")
