"""Many new rows at once.

PostgreSQL does not COPY into a table under row-level security: the rows go to a temporary table first and from there
through the policy, as any INSERT does. Twice as quick as ``bulk_create`` from a few hundred rows on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models, transaction
from psycopg import sql

_DRAFT = "create temporary table filon_draft on commit drop as select {columns} from {table} with no data"
_COPY = "copy filon_draft ({columns}) from stdin"
_INSERT = "insert into {table} ({columns}, {fixed}) select {columns}, {values} from filon_draft"


def insert_many(
    model: type[models.Model],
    rows: Iterable[Sequence[Any]],
    *,
    columns: Sequence[str],
    fixed: Mapping[str, Any],
) -> None:
    """Insert ``rows``, whose cells go to ``columns``; the ``fixed`` columns have one value for all of them.

    Both together must give every column without a default in the database; JSON is given as text. Joins the caller's
    transaction or makes one. Raises IntegrityError as any insert, and then nothing is written.
    """
    names = {
        "table": sql.Identifier(model._meta.db_table),
        "columns": sql.SQL(", ").join(map(sql.Identifier, columns)),
        "fixed": sql.SQL(", ").join(map(sql.Identifier, fixed)),
        "values": sql.SQL(", ").join([sql.Placeholder()] * len(fixed)),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.SQL(_DRAFT).format(**names))
        with cursor.copy(sql.SQL(_COPY).format(**names)) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(sql.SQL(_INSERT).format(**names), tuple(fixed.values()))
        cursor.execute("drop table filon_draft")
