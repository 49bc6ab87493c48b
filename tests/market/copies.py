"""Columnar copies for tests: invented units as integers, and a numpy reading of them to compare with."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import numpy as np

from filon.directory import columnar
from filon.directory.columnar import COLUMNS, Snapshot

NAF = ("", "01.11Z", "25.11Z", "25.62A", "25.62B", "46.90Z", "62.01Z", "62.02A", "70.22Z", "86.10Z")
LEGAL = ("", "1000", "5499", "5710", "5720", "9220")
DEPARTMENTS = ("", "2A", "35", "59", "62", "75")
CITIES = ("", "35238", "59009", "59350", "75056")
CODES = {
    "naf": NAF,
    "naf25": NAF,
    "headcount": columnar.HEADCOUNTS,
    "legal": LEGAL,
    "department": DEPARTMENTS,
    "region": ("", "11", "32", "53", "94"),
    "city": CITIES,
    "category_company": columnar.CATEGORIES,
}
Columns = dict[str, np.ndarray]


def siren_of(n: int) -> int:
    """The n-th of a series of numbers that pass the check of SIRENs."""
    body = f"{10_000_000 + n}"
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in body[1::2])
    return int(body) * 10 + -(doubled + sum(map(int, body[::2]))) % 10


def invented(units: int, *, seed: int = 7) -> Columns:
    """Columns of that many units; every tenth may not be shown."""
    random = np.random.default_rng(seed)
    of = {name: random.integers(0, len(codes), units) for name, codes in CODES.items()}
    flags = {name: random.integers(-1, 2, units) for name in ("ess", "mission", "employer")}
    found = {
        "unit": np.arange(units),
        "siren": np.array([siren_of(n) for n in random.permutation(units).tolist()]),
        "postcode": random.choice([-1, 1000, 35000, 59000, 59800, 75011], units),
        "created": random.choice([columnar.NO_DAY, -3650, 0, 10_000, 20_000], units),
        "turnover": random.choice([-1, 0, 900, 1_000, 250_000], units),
        "establishments": random.integers(1, 5, units),
        "diffusible": (np.arange(units) % 10 != 3).astype(int),
        "latitude": random.integers(420_000, 510_000, units),
        "longitude": random.integers(-40_000, 80_000, units),
        **of,
        **flags,
    }
    return {name: found[name].astype(np.int32) for name in COLUMNS}


def write(folder: Path, columns: Columns) -> Snapshot:
    """A copy with these columns, as the directory writes one."""
    folder.mkdir(parents=True)
    with duckdb.connect() as database:
        database.register("given", columns)
        database.execute(f"copy (select * from given) to '{folder / 'units.parquet'}' (format parquet)")
    (folder / "codes.json").write_text(json.dumps({name: list(codes) for name, codes in CODES.items()}))
    about = {"count": len(columns["siren"]), "made_at": "2026-11-23T06:00:00+00:00"}
    (folder / "about.json").write_text(json.dumps(about))
    return Snapshot(folder)
