"""The columnar copy of the directory, opened by DuckDB: one expression in, columns of integers out."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from filon.directory import columnar
from filon.directory.columnar import COLUMNS, Snapshot
from filon.directory.columnar.asking import WORK, Bounds, bounded
from filon.kernel.errors import Refused
from filon.kernel.turns import Places
from filon.market.resolve import Codes

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from ibis.expr.types import Table

MEMORY_LIMIT = "1GB"
THREADS = 2
PLACES = Places(2)
"""Questions at once: they share the memory and the threads."""
Integers = NDArray[np.int32]
Columns = dict[str, NDArray[np.int64]]
Ask = Callable[["Table"], Columns]


def _none() -> Integers:
    return np.empty(0, np.int32)


@dataclass(frozen=True)
class Marks:
    """What the workspace knows: ``numbers`` gives (fact, value) its mark, the two arrays say who has which."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    mark: Integers = field(default_factory=_none)
    siren: Integers = field(default_factory=_none)


class Market:
    """One copy, read-only. Threads may ask at the same time; what is asked beyond its bounds raises Refused."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._database = _database(snapshot)
        self._opening = threading.Lock()

    @property
    def codes(self) -> Codes:
        return self.snapshot.codes

    def ask(self, expression: Table, *, marks: Marks | None = None, bounds: Bounds = WORK) -> Columns:
        """The answer by column, rows in the expression's order."""
        with self._connected(marks or Marks(), bounds) as connection:
            return _fetched(connection, expression)

    @contextmanager
    def keeping(self, expression: Table, *, marks: Marks | None = None, bounds: Bounds = WORK) -> Iterator[Ask]:
        """Asks of the table ``kept`` that the expression makes, for the length of the block."""
        with self._connected(marks or Marks(), bounds) as connection:
            connection.execute(f"create temp table kept as {_written(expression)}")
            yield partial(_fetched, connection)

    @contextmanager
    def _connected(self, marks: Marks, bounds: Bounds) -> Iterator[DuckDBPyConnection]:
        with self._opening:
            connection = self._database.cursor()
        with connection, bounded(connection, places=PLACES, bounds=bounds):
            connection.register("given", {"mark": marks.mark, "siren": marks.siren})
            connection.execute("create temp table marks as select mark, siren from given")
            yield connection


def _fetched(connection: DuckDBPyConnection, expression: Table) -> Columns:
    found = connection.execute(_written(expression)).fetchnumpy()
    return {name: np.asarray(column).astype(np.int64) for name, column in found.items()}


def _written(expression: Table) -> str:
    from filon.market.compile import sql  # noqa: PLC0415 Ibis takes half a second to import

    return sql(expression)


def current_market() -> Market:
    """The copy of today, opened once for all threads of the process. Raises Refused while there is none."""
    snapshot = columnar.current()
    if snapshot is None:
        raise Refused(
            _("L’annuaire des entreprises n’est pas encore importé : demandez à qui gère Filon de le faire."),
            code="no_directory",
        )
    key = (os.getpid(), snapshot.folder)
    with _lock:
        if key not in _opened:
            _opened.clear()
            _opened[key] = Market(snapshot)
        return _opened[key]


_opened: dict[tuple[int, Path], Market] = {}
_lock = threading.Lock()


def _database(snapshot: Snapshot) -> DuckDBPyConnection:
    """A database in memory that can read this copy, and nothing else of the machine."""
    import duckdb  # noqa: PLC0415 40 MB that most processes never need

    database = duckdb.connect(config={"memory_limit": MEMORY_LIMIT, "threads": THREADS})
    folder, file = (str(path).replace("'", "''") for path in (snapshot.folder, snapshot.units))
    for statement in (
        "set temp_directory = ''",
        "set parquet_metadata_cache = true",
        "set preserve_insertion_order = false",
        f"set allowed_directories = ['{folder}/']",
        "set enable_external_access = false",
        f"create view units as select {', '.join(COLUMNS)} from read_parquet('{file}')",  # noqa: S608 our own names
        "set lock_configuration = true",
    ):
        database.execute(statement)
    return database
