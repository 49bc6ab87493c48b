"""Pieces read and normalised by DuckDB into CSV that PostgreSQL takes as it is: no row passes through Python."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
from django.utils.translation import gettext as _

from filon.directory.sirene.kinds import UNITS
from filon.directory.sirene.macros import MACROS
from filon.directory.sirene.normalise import normalised
from filon.directory.sirene.pieces import Piece, Source, quoted
from filon.kernel.errors import Refused

MEMORY = "1GB"


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Rows of one table as a CSV without header; ``low`` and ``high`` are the least and the greatest key.

    ``unique`` says that no key is there twice; ``rejected`` counts lines that are no row or have no valid number.
    """

    path: Path
    rows: int
    rejected: int
    low: str
    high: str
    unique: bool
    end: int


class Workbench:
    """A DuckDB of our own in a folder of our own. ``sample`` marks the units it prepares as invented."""

    def __init__(self, folder: Path, *, sample: bool = False, threads: int = 2) -> None:
        self.folder, self.sample = folder, sample
        self.db = duckdb.connect(config={"threads": threads, "memory_limit": MEMORY})
        self.db.execute("set preserve_insertion_order = false")
        self.db.execute(f"set temp_directory = {quoted(folder / 'spill')}")
        for macro in MACROS:
            self.db.execute(macro)
        self.mask([])

    def __enter__(self) -> Workbench:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.db.close()

    def mask(self, sirens: Sequence[str] | Path) -> None:
        """The units whose places may not be shown."""
        self.db.execute("create or replace temp table masked (siren varchar)")
        if isinstance(sirens, Path):
            self.db.execute(
                f"insert into masked from read_csv({quoted(sirens)}, header = false, columns = {{'s': 'VARCHAR'}})"
            )
        elif sirens:
            self.db.execute("insert into masked select unnest(?)", [list(sirens)])

    def batches(self, source: Source, *, start: int) -> Iterator[Batch]:
        """The batches of a file from a mark on. A batch's file is written over by the second one after it."""
        for number, piece in enumerate(source.pieces(self.folder, start=start)):
            try:
                yield self._prepare(source, piece, target=self.folder / f"batch-{number % 2}.csv")
            except duckdb.Error as error:
                raise Refused(
                    _("Ce fichier n’est plus lisible avant la position %(at)d : %(reason)s")
                    % {"at": piece.end, "reason": str(error).splitlines()[0][:200]},
                    code="unreadable",
                ) from error

    def _prepare(self, source: Source, piece: Piece, *, target: Path) -> Batch:
        kind = source.kind
        lacking = "".join(f', null::varchar as "{name}"' for name in kind.read if name not in source.columns)
        self.db.execute("drop table if exists reject_errors; drop table if exists reject_scans")
        rows = normalised(kind, f"(select *{lacking} from {piece.relation})")  # noqa: S608 our own names
        self.db.execute(f"create or replace temp table batch as {rows}")
        mark = f", {self.sample} as sample" if kind is UNITS else ""
        chosen = f"select * exclude valid{mark} from batch where valid"  # noqa: S608 our own names
        self.db.execute(f"copy ({chosen}) to {quoted(target)} (format csv, header false)")
        counts = f"count(*), count(distinct {kind.key}), min({kind.key}), max({kind.key})"
        valid, keys, low, high = self._row(f"select {counts} from batch where valid")  # noqa: S608 our own names
        (read,) = self._row("select count(*) from batch")
        return Batch(
            path=target,
            rows=valid,
            rejected=self._unreadable(piece) + read - valid,
            low=low or "",
            high=high or "",
            unique=keys == valid,
            end=piece.end,
        )

    def _unreadable(self, piece: Piece) -> int:
        if not piece.relation.startswith("read_csv"):
            return 0
        return int(self._row("select count(distinct line) from reject_errors")[0])

    def _row(self, sql: str) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self.db.execute(sql).fetchall()[0]
        return found
