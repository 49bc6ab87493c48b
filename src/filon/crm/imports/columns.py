"""Guess which column brings which fact (MO-59), and keep what the user decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from filon.crm.imports.content import field_by_content, names_by_address
from filon.crm.imports.fields import IDENTIFYING, Field
from filon.crm.imports.naming import NEVER, field_of, plain_name
from filon.crm.imports.reading import Table
from filon.crm.imports.vocabulary import NAME_ALONE

SURE_BY_CONTENT = 0.6
SURE_BY_ADDRESS = 0.5
SAMPLES_SHOWN = 3

_REFINED_BY_CONTENT = {
    Field.WEBSITE,
    Field.PHONE,
}  # LinkedIn calls its profile link “URL”, telephones may all be mobiles


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column of the file: ``field`` is where it goes (None: kept as custom data), ``confidence`` 0 to 1.

    Several columns may go to one field: the first filled one wins, in the order of the file; the others stay as
    custom data.
    """

    index: int
    name: str
    field: Field | None = None
    confidence: float = 0.0
    samples: tuple[str, ...] = ()


def guess_columns(table: Table) -> list[Column]:
    """The likely field of every column, by its name first, else by what its cells look like."""
    rows = [row.cells for row in table.sample()]
    cells = [[row[i] if i < len(row) else "" for row in rows] for i in range(len(table.columns))]
    columns = [
        _guess(index, name=name, heading=heading, cells=cells[index])
        for index, (name, heading) in enumerate(zip(table.columns, table.layout.columns, strict=True))
    ]
    columns = _settle_bare_names(columns)
    columns = _keep_best_guesses(columns)
    return _find_names(columns, cells=cells)


def chosen(columns: Sequence[Column], *, fields: dict[int, str]) -> list[Column]:
    """The columns as the user mapped them: ``fields`` gives the field of each index, empty for custom data."""
    return [
        replace(column, field=Field(field) if (field := fields.get(column.index, "")) else None, confidence=1.0)
        for column in columns
    ]


def can_identify(columns: Iterable[Column]) -> bool:
    """Tell whether a mapping could bring anybody in: it needs an address, a telephone or a name."""
    return any(column.field in IDENTIFYING for column in columns)


def unmapped(columns: Iterable[Column]) -> list[Column]:
    """The columns without a field: listed to the user, kept as custom data, never dropped (A-MO-1)."""
    return [column for column in columns if column.field is None]


def as_json(columns: Iterable[Column]) -> dict[str, Any]:
    return {"columns": [{**asdict(column), "samples": list(column.samples)} for column in columns]}


def from_json(stored: dict[str, Any]) -> list[Column]:
    return [
        Column(**{**one, "field": Field(one["field"]) if one["field"] else None, "samples": tuple(one["samples"])})
        for one in stored.get("columns", ())
    ]


def _guess(index: int, *, name: str, heading: str, cells: Sequence[str]) -> Column:
    field, confidence = field_of(heading)
    says_nothing = field is None and plain_name(heading) not in NAME_ALONE and not NEVER.search(plain_name(heading))
    if says_nothing or field in _REFINED_BY_CONTENT:
        by_content = field_by_content(cells)
        if field is None and by_content:
            field, confidence = by_content, SURE_BY_CONTENT
        elif by_content == Field.LINKEDIN_URL:
            field = by_content
    samples = tuple(dict.fromkeys(cell.strip()[:80] for cell in cells if cell.strip()))
    return Column(index=index, name=name, field=field, confidence=confidence, samples=samples[:SAMPLES_SHOWN])


def _settle_bare_names(columns: list[Column]) -> list[Column]:
    """“Nom”, “Name” and “Nombre” mean what the other columns leave them."""
    given = {column.field for column in columns}
    settled = []
    for column in columns:
        field = column.field or _meaning_of_bare_name(plain_name(column.name), given=given)
        settled.append(column if column.field or not field else replace(column, field=field, confidence=0.9))
        given.add(field)
    return settled


def _meaning_of_bare_name(name: str, *, given: set[Field | None]) -> Field | None:
    if name not in NAME_ALONE:
        return None
    if name == "nombre" and Field.LAST_NAME in given:
        return Field.FIRST_NAME
    if Field.FIRST_NAME in given and Field.LAST_NAME not in given:
        return Field.LAST_NAME
    return Field.FULL_NAME


def _keep_best_guesses(columns: list[Column]) -> list[Column]:
    """A guess by content gives way to a column that says its name."""
    named = {column.field for column in columns if column.confidence > SURE_BY_CONTENT}
    return [
        replace(column, field=None, confidence=0.0)
        if column.confidence == SURE_BY_CONTENT and column.field in named
        else column
        for column in columns
    ]


def _find_names(columns: list[Column], *, cells: Sequence[Sequence[str]]) -> list[Column]:
    """Where no column says that it holds names, compare the nameless ones with the addresses."""
    addresses = next((column.index for column in columns if column.field == Field.EMAIL), None)
    if addresses is None or any(
        column.field in {Field.FIRST_NAME, Field.LAST_NAME, Field.FULL_NAME} for column in columns
    ):
        return columns
    open_columns = [column.index for column in columns if column.field is None]
    found = names_by_address([cells[i] for i in open_columns], emails=cells[addresses])
    by_index = {open_columns[i]: field for i, field in found.items()}
    taken = {column.field for column in columns}
    return [
        replace(column, field=by_index[column.index], confidence=SURE_BY_ADDRESS)
        if column.index in by_index and by_index[column.index] not in taken
        else column
        for column in columns
    ]
