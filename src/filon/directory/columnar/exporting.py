"""What the columnar copy and the search index need of PostgreSQL, as tables of a DuckDB on disk."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import duckdb
from django.db import connection, transaction

MEMORY = "1GB"


class Extract(NamedTuple):
    """A question to PostgreSQL, and the columns of the DuckDB table that the answer becomes."""

    query: str
    columns: str


_EXTRACTS = {
    "unit": Extract(
        """
        select siren, name, acronym, brand, legal, naf, naf25, headcount, category, ess::int, mission::int,
            employer::int, created_on - date '1970-01-01', diffusible::int
        from directory_unit where active
        """,
        """
        siren varchar, name varchar, acronym varchar, brand varchar, legal varchar, naf varchar, naf25 varchar,
        headcount varchar, category varchar, ess int, mission int, employer int, created int, diffusible int
        """,
    ),
    "place": Extract(
        """
        select left(siret, 9), head::int, brand, postcode, city, city_code, latitude, longitude
        from directory_establishment where active
        """,
        """
        siren varchar, head int, brand varchar, postcode varchar, city varchar, city_code varchar,
        latitude double, longitude double
        """,
    ),
    "finance": Extract(
        """
        select distinct on (unit_id) unit_id, turnover / 1000
        from directory_finance where turnover is not null order by unit_id, year desc
        """,
        "siren varchar, turnover bigint",
    ),
    "officer": Extract(
        "select unit_id, concat_ws(' ', first_name, last_name, company_name) from directory_officer",
        "siren varchar, name varchar",
    ),
    "trade": Extract(
        "select unit_id, label from directory_unitcategory u join directory_category c on c.code = u.category_id",
        "siren varchar, label varchar",
    ),
}


def export(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Fill the tables ``unit``, ``place``, ``finance``, ``officer``, ``trade``: active ones, NULL for what is unknown.

    All of one moment: an import that goes on meanwhile is seen whole or not at all.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            cursor.execute("set transaction isolation level repeatable read, read only")
        for name, (query, columns) in _EXTRACTS.items():
            path = folder / f"{name}.csv"
            with path.open("wb") as out, cursor.copy(f"copy ({query}) to stdout (format csv)") as rows:
                for some in rows:
                    out.write(some)
            db.execute(f"create table {name} ({columns})")
            db.execute(f"copy {name} from '{path}' (format csv, header false, auto_detect false)")
            path.unlink()


def workbench(folder: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB whose tables and sorts go to ``folder`` rather than fill the memory."""
    db = duckdb.connect(str(folder / "work.duckdb"), config={"threads": 2, "memory_limit": MEMORY})
    db.execute("set preserve_insertion_order = false")
    db.execute(f"set temp_directory = '{folder / 'spill'}'")
    return db
