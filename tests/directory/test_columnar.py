"""The columnar copy and the search index that come of an import."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pytest_django.fixtures import Settings
from tests.directory.public.rows import make_establishment, make_unit

from filon.directory import columnar
from filon.directory.columnar.build import build
from filon.directory.columnar.snapshot import root
from filon.directory.public.models import Finance
from filon.kernel.clock import VirtualClock

pytestmark = pytest.mark.django_db
HIDDEN = {"diffusible": False, "name": "", "brand": ""}


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def _rows(snapshot: columnar.Snapshot) -> list[dict[str, Any]]:
    found = duckdb.sql(f"select * from '{snapshot.units}' order by unit")
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_there_is_no_copy_before_the_first_one() -> None:
    assert columnar.current() is None


def test_every_column_is_a_whole_number_and_known(clock: VirtualClock) -> None:
    make_unit()
    snapshot = build(now=clock.now())
    found = duckdb.sql(f"select * from '{snapshot.units}'")
    assert tuple(found.columns) == columnar.COLUMNS
    assert {str(kind) for kind in found.types} == {"INTEGER"}
    assert None not in found.fetchall()[0]


def test_codes_and_numbers_say_what_the_tables_say(clock: VirtualClock) -> None:
    unit = make_unit(category="PME")
    make_establishment(latitude=44.3512, longitude=2.5731)
    Finance.objects.create(unit=unit, year=2024, turnover=1_250_400)
    Finance.objects.create(unit=unit, year=2023, turnover=9)
    snapshot = build(now=clock.now())
    (row,) = _rows(snapshot)
    coded = {column: snapshot.codes[column][row[column]] for column in columnar.CODED}
    expected = {"naf": "24.51Z", "naf25": "24.51Y", "headcount": "12", "legal": "5710", "category_company": "PME"}
    assert coded == {**expected, "department": "12", "region": "76", "city": "12202"}
    assert snapshot.codes["city_names"][row["city"]] == "Rodez"
    assert (row["siren"], row["turnover"], row["establishments"], row["postcode"]) == (18, 1250, 1, 12000)
    assert (row["latitude"], row["longitude"], row["diffusible"]) == (443512, 25731, 1)


def test_what_nobody_knows_has_a_number_of_its_own(clock: VirtualClock) -> None:
    make_unit(headcount="", naf="", naf25="")
    (row,) = _rows(build(now=clock.now()))
    unknown = {row[name] for name in ("turnover", "ess", "mission", "employer", "postcode")}
    assert unknown == {columnar.UNKNOWN}
    assert (row["naf"], row["headcount"], row["city"]) == (0, 0, 0)
    assert (row["created"], row["latitude"]) == (columnar.NO_DAY, columnar.NO_PLACE)


def test_closed_units_are_left_out_and_masked_ones_marked(clock: VirtualClock) -> None:
    make_unit(siren="000000026", active=False)
    make_unit(**HIDDEN)
    (row,) = _rows(build(now=clock.now()))
    assert (row["siren"], row["diffusible"], row["city"]) == (18, 0, 0)


def test_an_activity_known_in_one_nomenclature_gets_the_usual_one_of_the_other(clock: VirtualClock) -> None:
    make_unit(siren="000000018")
    make_unit(siren="000000026", naf="")
    snapshot = build(now=clock.now())
    assert {snapshot.codes["naf"][row["naf"]] for row in _rows(snapshot)} == {"24.51Z"}


def test_readers_keep_the_copy_they_have_and_the_next_ones_get_the_new_one(clock: VirtualClock) -> None:
    make_unit()
    before = build(now=clock.now())
    make_unit(siren="000000026")
    clock.advance(timedelta(seconds=1))
    after = build(now=clock.now())
    assert (len(_rows(before)), len(_rows(after))) == (1, 2)
    assert columnar.current() == after


def test_copies_that_nobody_reads_any_more_are_deleted(clock: VirtualClock) -> None:
    make_unit()
    for _ in range(4):
        clock.advance(timedelta(seconds=1))
        last = build(now=clock.now())
    folders = sorted(path.name for path in root().iterdir() if path.is_dir() and not path.is_symlink())
    assert len(folders) == 2
    assert folders[-1] == last.stamp
