"""A file in pieces that fit into memory: relations that DuckDB reads, each with the mark where the next begins."""

from __future__ import annotations

import csv
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from filon.directory.sirene import answers, texts
from filon.directory.sirene.kinds import Kind, kind_of

PIECE_ROWS = 250_000


@dataclass(frozen=True)
class Piece:
    """``relation`` is what DuckDB selects from; once it is written, the file goes on at ``end``."""

    relation: str
    end: int


@dataclass(frozen=True)
class Source(ABC):
    """An opened file. ``total`` is the mark of its end: bytes of text, or rows."""

    path: Path
    kind: Kind
    columns: tuple[str, ...]
    total: int

    @abstractmethod
    def pieces(self, folder: Path, *, start: int) -> Iterator[Piece]:
        """From the mark ``start`` on. A piece may live in ``folder`` and is gone when the next one is asked for."""

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the form of the first rows that cannot be read, where the file can tell."""
        return ()


class TextSource(Source):
    """CSV, alone, compressed by gzip, or as the one file of a zip."""

    def pieces(self, folder: Path, *, start: int) -> Iterator[Piece]:
        target = folder / "piece.csv"
        for block in texts.blocks(self.path, start=start):
            target.write_bytes(_one_line_end(block.content))
            yield Piece(_csv_relation(target, self.columns), block.end)


class ParquetSource(Source):
    def pieces(self, folder: Path, *, start: int) -> Iterator[Piece]:
        for first in range(start, self.total, PIECE_ROWS):
            last = min(first + PIECE_ROWS, self.total)
            names = ", ".join(f'"{name}"::varchar as "{name}"' for name in self.columns if name in self.kind.read)
            yield Piece(
                f"(select {names} from read_parquet({quoted(self.path)}, file_row_number = true)"  # noqa: S608 our own names
                f" where file_row_number >= {first} and file_row_number < {last})",
                last,
            )


class AnswerSource(Source):
    """Answers of the INSEE API, as its pages were saved."""

    def pieces(self, folder: Path, *, start: int) -> Iterator[Piece]:
        rows = islice(answers.rows(self.path), start, None)
        mark, target = start, folder / "piece.csv"
        while some := list(islice(rows, PIECE_ROWS)):
            _write(target, self.columns, rows=some)
            mark += len(some)
            yield Piece(_csv_relation(target, self.columns), mark)

    def faults(self) -> tuple[str, ...]:
        return answers.faults(self.path)


def open_source(path: Path) -> Source:
    """Raises Refused with what is wrong with the file: its form, or the columns it lacks."""
    if path.suffix == ".parquet":
        with duckdb.connect() as db:
            found = [row[0] for row in db.execute(f"describe from read_parquet({quoted(path)})").fetchall()]
            total = db.execute(f"select count(*) from read_parquet({quoted(path)})").fetchall()[0][0]  # noqa: S608 our own names
        return ParquetSource(path, kind_of(found), tuple(found), total)
    if path.suffix in {".json", ".jsonl"}:
        kind, total = answers.about(path)
        return AnswerSource(path, kind, kind.read, total)
    names, total = texts.about(path)
    return TextSource(path, kind_of(names), names, total)


def quoted(text: object) -> str:
    """As a string of SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def _one_line_end(text: bytes) -> bytes:
    """DuckDB reads either kind of line end, not both in one file."""
    return text.replace(b"\r\n", b"\n") if b"\r" in text else text


def _csv_relation(path: Path, columns: Sequence[str]) -> str:
    types = ", ".join(f"{quoted(name)}: 'VARCHAR'" for name in columns)
    return (
        f"read_csv({quoted(path)}, header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
        f" columns = {{{types}}}, store_rejects = true, max_line_size = {texts.LONGEST_LINE})"
    )


def _write(target: Path, columns: Sequence[str], *, rows: Sequence[Mapping[str, str]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerows([row.get(name, "") for name in columns] for row in rows)
