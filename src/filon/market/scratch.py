"""An invented columnar copy of any size, for measurements: `python -m filon.market.scratch FOLDER UNITS`.

A process of its own makes it, so that what it takes is not counted with what is measured. Values are as unevenly spread
as those of France: most units are small, few publish a turnover, one in ten may not be shown.
"""

from __future__ import annotations

import json
import string
import sys
from pathlib import Path

import duckdb

from filon.directory.columnar import CATEGORIES, CODED, COLUMNS, HEADCOUNTS, NO_DAY, UNKNOWN

ACTIVITIES = 732
PLACES = 35_000
FIRST_SIREN = 100_000_000
STEP = 71
"""From one SIREN to the next, round a circle: no two are the same and none follows the order of the rows."""

INVENT = """
copy (select (row_number() over (order by naf, department, headcount, siren) - 1)::integer unit, {columns} from (select
    ({first} + (i * {step}) % 899999999)::integer siren, (1 + power(random(), 2) * {activities})::integer naf,
    (1 + power(random(), 2) * {activities})::integer naf25,
    (case when random() < 0.7 then 1 else 2 + power(random(), 3) * 14 end)::integer headcount,
    (1 + power(random(), 2) * 250)::integer legal, (1 + power(random(), 1.5) * 100)::integer department,
    (1 + random() * 17)::integer region, (1 + power(random(), 2) * ({places} - 1))::integer city,
    (random() * 3)::integer category_company, (1000 + random() * 97999)::integer postcode,
    (case when random() < 0.01 then {no_day} else random() * 20000 end)::integer created,
    (case when random() < 0.85 then {unknown} else exp(random() * 12) end)::integer turnover,
    (1 + power(random(), 8) * 30)::integer establishments, (random() < 0.03)::integer ess,
    (random() < 0.001)::integer mission, (random() < 0.2)::integer employer, (random() < 0.9)::integer diffusible,
    (420000 + random() * 90000)::integer latitude, (-40000 + random() * 120000)::integer longitude
from range({units}) made(i)) order by 1) to '{file}' (format parquet, compression zstd)
"""


def write(folder: Path, units: int) -> None:
    """The files of a copy, in a folder that does not exist yet."""
    folder.mkdir(parents=True)
    with duckdb.connect(config={"threads": 2}) as database:
        database.execute(
            INVENT.format(
                columns=", ".join(COLUMNS[1:]), first=FIRST_SIREN, step=STEP, activities=ACTIVITIES - 1, places=PLACES,
                no_day=NO_DAY, unknown=UNKNOWN, units=units, file=str(folder / "units.parquet").replace("'", "''"),
            )
        )  # fmt: skip
    (folder / "codes.json").write_text(json.dumps(codes()))
    (folder / "about.json").write_text(json.dumps({"count": units, "made_at": "2026-11-23T05:00:00+00:00"}))


def codes() -> dict[str, list[str]]:
    """A dictionary for each coded column; activities look like those of NAF, a letter after four digits."""
    letters = string.ascii_uppercase
    naf = [f"{1 + n * 98 // ACTIVITIES:02d}.{n % 9 + 1}{n % 7}{letters[n % 26]}" for n in range(ACTIVITIES)]
    found = {
        "naf": ["", *sorted(naf)],
        "naf25": ["", *sorted(naf)],
        "headcount": list(HEADCOUNTS),
        "legal": ["", *(f"{1000 + n * 36}" for n in range(251))],
        "department": ["", *(f"{n:02d}" for n in range(1, 102))],
        "region": ["", *(f"{n:02d}" for n in range(1, 19))],
        "city": ["", *(f"{n:05d}" for n in range(1, PLACES + 1))],
        "category_company": list(CATEGORIES),
    }
    return {name: found[name] for name in CODED}


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
