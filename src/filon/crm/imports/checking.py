"""Turn rows into prospects, or say what is wrong with each that cannot be one. Pure: no database, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from filon.crm.imports.columns import Column
from filon.crm.imports.fields import IDENTIFYING, Field
from filon.crm.imports.layout import column_letter
from filon.crm.imports.reading import Row, Table
from filon.crm.imports.records import Accepted, Duplicate, Outcome, Record, Refused
from filon.crm.imports.row_reading import RowReading
from filon.kernel.tables.delimited import meant
from filon.kernel.text import fold


def check(table: Table, *, columns: Sequence[Column], region: str = "FR") -> Iterator[Outcome]:
    """One outcome per row, in the order of the file, read lazily.

    ``region`` is the country in which numbers without a country code are dialled. A row is refused for a faulty address
    or telephone and when nobody can be named or reached on it; other faulty values are set aside with a warning.
    In a file made from the template, mandatory cells must be filled too (ST-34).
    A duplicate has the address of an earlier accepted row or, without one, its first name, last name and company.
    """
    checker = RowChecker(columns, names=table.columns, region=region, strict=table.layout.strict)
    return without_duplicates(map(checker.check, table.rows()))


def without_duplicates(outcomes: Iterable[Accepted | Refused]) -> Iterator[Outcome]:
    """Replace accepted rows that repeat an earlier accepted one. Keeps sixteen bytes or so per row, not the row."""
    seen: dict[int, int] = {}
    for outcome in outcomes:
        if isinstance(outcome, Accepted):
            first = seen.setdefault(hash(identity(outcome.record)), outcome.row)
            if first != outcome.row:
                yield Duplicate(outcome.row, first)
                continue
        yield outcome


def identity(record: Record) -> tuple[str, ...]:
    """What makes two rows the same person. A shared telephone alone does not: colleagues share the switchboard."""
    if record.email:
        return ("email", record.email.key)
    named = ("name", fold(record.first_name), fold(record.last_name), fold(record.company))
    return named if record.first_name or record.last_name else (*named, record.phone, record.mobile)


class RowChecker:
    """Checks the rows of one table. Built once per file, so that a row costs no more than its own cells."""

    def __init__(self, columns: Sequence[Column], *, names: Sequence[str], region: str, strict: bool = False) -> None:
        self._fields = [column.field for column in columns]
        self._names = list(names)
        self._region = region
        self._wanted = {column.field: column.name for column in columns if column.field} if strict else {}
        self._identifying = ", ".join(column.name for column in columns if column.field in IDENTIFYING)

    def check(self, row: Row) -> Accepted | Refused:
        reading = self._sorted(row)
        record = reading.record(region=self._region)
        if not reading.identifies:
            reading.refuse_as_nobody(columns=self._identifying)
        if self._wanted:
            reading.refuse_empty_cells(self._wanted)
        if reading.problems:
            return Refused(row.number, tuple(reading.problems), tuple(row.cells))
        return Accepted(row.number, record, tuple(reading.warnings))

    def _sorted(self, row: Row) -> RowReading:
        """Part the cells into the text of each field and everything else, which keeps the name of its column."""
        values: dict[Field, str] = {}
        columns: dict[Field, str] = {}
        extra: dict[str, str] = {}
        fields, names = self._fields, self._names
        for index, cell in enumerate(row.cells):
            text = cell.strip()
            if not text:
                continue
            text = meant(text)
            field = fields[index] if index < len(fields) else None
            name = names[index] if index < len(names) else column_letter(index)
            if field is not None and field not in values:
                values[field], columns[field] = text, name
            else:
                extra[name] = text
        return RowReading(row.number, values=values, columns=columns, extra=extra)
