"""Writes a columnar copy, with the search index made of the same rows, and makes it current."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import duckdb

from filon.directory.columnar.exporting import export, workbench
from filon.directory.columnar.regions import REGION_OF
from filon.directory.columnar.schema import (
    CATEGORIES,
    CODED,
    COLUMNS,
    DEGREE,
    HEADCOUNTS,
    NO_DAY,
    NO_PLACE,
    UNKNOWN,
)
from filon.directory.columnar.snapshot import ABOUT, CODES, UNITS, Snapshot, publish, root
from filon.directory.public import indexing

ROWS_A_GROUP = 122_880
LARGEST = 2**31 - 1

_LEARNT = ("naf", "naf25", "legal", "department", "region", "city")
"""Columns whose codes are those that companies have; the others' are given."""


def build(*, now: datetime) -> Snapshot:
    """Make a copy of what the directory holds now. A reader sees the former one until this one is whole."""
    stamp = f"{now:%Y%m%dT%H%M%S%f}"
    draft, folder = root() / f".{stamp}-{os.getpid()}", root() / stamp
    draft.mkdir(parents=True)
    try:
        with workbench(draft) as db:
            export(db, draft)
            _gather(db)
            codes = _number(db)
            count = _write(db, draft / UNITS)
            indexing.build(db, draft / indexing.FOLDER)
        (draft / "work.duckdb").unlink()
        shutil.rmtree(draft / "spill", ignore_errors=True)
        (draft / CODES).write_text(json.dumps(codes, ensure_ascii=False))
        (draft / ABOUT).write_text(json.dumps({"count": count, "made_at": now.isoformat()}))
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return publish(folder)


def _gather(db: duckdb.DuckDBPyConnection) -> None:
    """One row for each unit, codes still as text: its own values, those of its head office, counts and finances."""
    db.execute("create table region_of (department varchar, region varchar)")
    db.executemany("insert into region_of values (?, ?)", list(REGION_OF.items()))
    for known, wanted in (("naf25", "naf"), ("naf", "naf25")):
        db.execute(_MOST_OFTEN.format(known=known, wanted=wanted))
    db.execute(_GATHERED)


_MOST_OFTEN = """
create table {wanted}_by_{known} as
select {known}, arg_max({wanted}, n) as {wanted}
from (select {known}, {wanted}, count(*) as n from unit where {known} <> '' and {wanted} <> '' group by all)
group by {known}
"""
"""The correspondence of the two nomenclatures, as units show it that have both: for those that have one."""

_GATHERED = """
create table gathered as
with head as (
    select siren, any_value(postcode) as postcode, any_value(city) as city_name, any_value(city_code) as city,
        any_value(latitude) as latitude, any_value(longitude) as longitude
    from place where head = 1 group by siren
), counted as (select siren, count(*) as establishments from place group by siren)
select unit.siren,
    coalesce(nullif(unit.naf, ''), naf_by_naf25.naf, '') as naf,
    coalesce(nullif(unit.naf25, ''), naf25_by_naf.naf25, '') as naf25,
    coalesce(headcount, '') as headcount, coalesce(legal, '') as legal, coalesce(category, '') as category_company,
    coalesce(head.city, '') as city, coalesce(head.city_name, '') as city_name,
    coalesce(case when head.city[:2] in ('97', '98') then head.city[:3] else head.city[:2] end, '') as department,
    head.postcode, created, finance.turnover, coalesce(establishments, 0) as establishments, ess, mission, employer,
    diffusible, latitude, longitude
from unit
left join head on head.siren = unit.siren
left join counted on counted.siren = unit.siren
left join finance on finance.siren = unit.siren
left join naf_by_naf25 on naf_by_naf25.naf25 = unit.naf25
left join naf25_by_naf on naf25_by_naf.naf = unit.naf
"""


def _number(db: duckdb.DuckDBPyConnection) -> Mapping[str, Sequence[str]]:
    """The dictionaries, as lists and as tables ``code_…``; the empty code comes first."""
    db.execute(
        "create view placed as select gathered.*, coalesce(region_of.region, '') as region"
        " from gathered left join region_of on region_of.department = gathered.department"
    )
    codes: dict[str, Sequence[str]] = {"headcount": HEADCOUNTS, "category_company": CATEGORIES}
    for column in _LEARNT:
        known = f"select distinct {column} from placed where {column} <> '' order by 1"  # noqa: S608 our own names
        found = db.execute(known).fetchall()
        codes[column] = ["", *(row[0] for row in found)]
    for column in CODED:
        db.execute(f"create table code_{column} (code varchar, place int)")
        db.execute(
            f"insert into code_{column} select unnest(?), unnest(range(?))", [[*codes[column]], len(codes[column])]
        )
    names = dict(db.execute("select city, any_value(city_name) from gathered group by city").fetchall())
    return {**codes, "city_names": [names.get(city, "") for city in codes["city"]]}


def _write(db: duckdb.DuckDBPyConnection, target: Path) -> int:
    joins = " ".join(f"left join code_{column} on code_{column}.code = placed.{column}" for column in CODED)
    places = ", ".join(f"coalesce(code_{column}.place, 0) as {column}" for column in CODED)
    rows = f"""
        select siren::int as siren, {places},
            coalesce(try_cast(postcode as int), {UNKNOWN}) as postcode, coalesce(created, {NO_DAY}) as created,
            coalesce(case when turnover > {LARGEST} then {LARGEST} else turnover end, {UNKNOWN})::int as turnover,
            establishments::int as establishments,
            coalesce(ess, {UNKNOWN}) as ess, coalesce(mission, {UNKNOWN}) as mission,
            coalesce(employer, {UNKNOWN}) as employer, diffusible,
            coalesce(round(latitude * {DEGREE})::int, {NO_PLACE}) as latitude,
            coalesce(round(longitude * {DEGREE})::int, {NO_PLACE}) as longitude
        from placed {joins}"""  # noqa: S608 our own names
    db.execute(f"create table sorted as select * from ({rows}) order by naf, department, headcount, siren")  # noqa: S608 our own names
    columns = ", ".join(f"{name}::int as {name}" for name in COLUMNS)
    numbered = "select *, row_number() over (order by naf, department, headcount, siren) - 1 as unit from sorted"
    db.execute(
        f"copy (select {columns} from ({numbered}) order by unit) to '{target}'"  # noqa: S608 our own names
        f" (format parquet, row_group_size {ROWS_A_GROUP})"
    )
    return int(db.execute("select count(*) from sorted").fetchall()[0][0])
