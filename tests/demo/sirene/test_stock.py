"""Invented stock files look like INSEE's, and are the same each time."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
from stdnum.fr import siren, siret

from filon.demo.sirene.changes import write_changes
from filon.demo.sirene.stock import Order, make
from filon.directory.sirene.answers import about, rows
from filon.directory.sirene.kinds import UNITS

SIZE = 400


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as text:
        return list(csv.DictReader(text))


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    one, other = (make(tmp_path / name, Order(size=SIZE, seed=7)) for name in ("one", "other"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]
    assert make(tmp_path / "third", Order(size=SIZE, seed=8))[0].read_bytes() != one[0].read_bytes()


def test_files_have_the_columns_of_insee_old_and_new(tmp_path: Path) -> None:
    new = make(tmp_path / "new", Order(size=5, form="csv"))
    old = make(tmp_path / "old", Order(size=5, form="csv", older=True))
    assert [len(path.read_text().splitlines()[0].split(",")) for path in (*new, *old)] == [35, 54, 33, 48]


def test_every_number_passes_its_check(tmp_path: Path) -> None:
    units, places = make(tmp_path, Order(size=SIZE, form="csv"))
    assert all(siren.is_valid(row["siren"]) for row in _rows(units))
    assert all(siret.is_valid(row["siret"]) for row in _rows(places))


def test_a_head_office_is_the_one_that_its_unit_names(tmp_path: Path) -> None:
    units, places = make(tmp_path, Order(size=SIZE, form="csv"))
    heads = {row["siret"] for row in _rows(places) if row["etablissementSiege"] == "true"}
    assert heads == {row["siren"] + row["nicSiegeUniteLegale"] for row in _rows(units)}


def test_parquet_says_the_same_as_csv(tmp_path: Path) -> None:
    text, _ = make(tmp_path / "csv", Order(size=SIZE, form="csv"))
    parquet, _ = make(tmp_path / "parquet", Order(size=SIZE, form="parquet"))
    names = [row["siren"] for row in _rows(text)]
    assert duckdb.sql(f"select siren from '{parquet}'").fetchall() == [(name,) for name in names]


def test_changes_are_answers_of_the_api_about_units_of_the_stock(tmp_path: Path) -> None:
    units, _ = make(tmp_path, Order(size=SIZE, form="csv"))
    kind, count = about(write_changes(tmp_path / "changes.jsonl", size=SIZE, count=30))
    changed = {row["siren"] for row in rows(tmp_path / "changes.jsonl")}
    assert (kind, count, len(changed)) == (UNITS, 30, 30)
    assert changed <= {row["siren"] for row in _rows(units)}
