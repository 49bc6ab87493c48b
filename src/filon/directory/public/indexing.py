"""The index of names: which companies have a word, best known first, in files that are mapped and never loaded.

A company's *place* is its rank by head count. ``words`` holds the vocabulary in order, each cut to ``WORD_BYTES``; the
places of companies with word number w are ``places[starts[w]:starts[w + 1]]``, in order. So all words that begin
alike are one slice of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from filon.directory.columnar.schema import HEADCOUNTS

FOLDER = "search"
WORD_BYTES = 20
SOME = 4_000_000
"""Rows taken out of DuckDB at a time."""

WORDS = f"""
list_distinct(list_transform(regexp_extract_all(
    replace(replace(replace(lower(strip_accents({{text}})), 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '[a-z0-9]+'
), lambda w: w[:{WORD_BYTES}]))"""
"""The words of a text, as ``search.words_of`` finds them in a question."""

_RANKED = """
create table ranked as
with told as (
    select siren, string_agg(brand, ' ') filter (where brand <> '') as brands,
        any_value(city) filter (where head = 1) as city
    from place group by siren
), people as (select siren, string_agg(name, ' ') as names from officer group by siren),
trades as (select siren, string_agg(label, ' ') as labels from trade group by siren)
select unit.siren::int as siren,
    row_number() over (order by list_position($sizes, headcount) desc nulls last, unit.siren) - 1 as place,
    concat_ws(' ', unit.name, acronym, brand, brands, people.names, trades.labels, told.city) as text
from unit left join told on told.siren = unit.siren left join people on people.siren = unit.siren
left join trades on trades.siren = unit.siren
where diffusible = 1
"""


def build(db: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write the index of the tables that ``columnar.exporting`` filled."""
    folder.mkdir()
    db.execute(_RANKED, {"sizes": list(HEADCOUNTS)})
    count = int(db.execute("select count(*) from ranked").fetchall()[0][0])
    sirens = np.lib.format.open_memmap(folder / "sirens.npy", "w+", np.int32, (count,))
    for rows in _parts(db, "ranked"):
        sirens[rows["place"]] = rows["siren"]
    sirens.flush()
    db.execute(f"create table told as select place, unnest({WORDS.format(text='text')}) as word from ranked")  # noqa: S608 our own names
    words = "select distinct word from told"
    db.execute(f"create table vocabulary as select word, row_number() over (order by word) - 1 as w from ({words})")  # noqa: S608 our own names
    vocabulary = db.execute("select word from vocabulary order by w").fetchnumpy()["word"]
    np.save(folder / "words.npy", vocabulary.astype(f"S{WORD_BYTES}"))
    total = int(db.execute("select count(*) from told").fetchall()[0][0])
    pairs = np.lib.format.open_memmap(folder / "pairs.npy", "w+", np.int64, (total,))
    db.execute("create table pairs as select (w << 32) | place as pair from told join vocabulary using (word)")
    at = 0
    for rows in _parts(db, "pairs"):
        pairs[at : at + len(rows["pair"])] = rows["pair"]
        at += len(rows["pair"])
    pairs.sort()
    np.save(folder / "starts.npy", np.searchsorted(pairs, np.arange(len(vocabulary) + 1, dtype=np.int64) << 32))
    places = np.lib.format.open_memmap(folder / "places.npy", "w+", np.int32, (total,))
    for first in range(0, total, SOME):
        places[first : first + SOME] = pairs[first : first + SOME] & 0xFFFF_FFFF
    places.flush()
    del pairs
    (folder / "pairs.npy").unlink()


def _parts(db: duckdb.DuckDBPyConnection, table: str) -> Iterator[dict[str, Any]]:
    """The columns of a table, some rows at a time."""
    total = int(db.execute(f"select count(*) from {table}").fetchall()[0][0])  # noqa: S608 our own names
    for first in range(0, total, SOME):
        yield db.execute(
            f"select * from {table} where rowid >= {first} and rowid < {first + SOME}"  # noqa: S608 our own names
        ).fetchnumpy()
