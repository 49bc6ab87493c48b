"""From the lines of a stock file to the rows of the tables, without any database but DuckDB."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.fr import siren as siren_check
from tests.directory.sirene.rows import PLACE, SIREN, UNIT, place, unit, write

from filon.directory.sirene.kinds import ESTABLISHMENTS, UNITS
from filon.directory.sirene.normalise import COLUMNS
from filon.directory.sirene.pieces import open_source
from filon.directory.sirene.preparing import Batch, Workbench

SECRET = "zqx"
"""Stands in every value that could name or find somebody, and in none that may be shown."""
NAMING = [name for name in UNITS.read if name.startswith(("sigle", "prenom", "pseudonyme", "nomU", "denomination"))]
PLACING = [
    name
    for name in ESTABLISHMENTS.read
    if name.startswith(
        ("complement", "numero", "indice", "type", "libelle", "distribution", "enseigne", "denomination")
    )
]
anything_but_o = st.one_of(st.sampled_from(["", "P", "N", "o", "0", "Ô", "OO"]), st.text("NPXo0 ", max_size=3))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def _prepared(folder: Path, row: dict[str, str], *, masked: tuple[str, ...] = ()) -> tuple[Batch, str]:
    source = open_source(write(folder / "stock.csv", row))
    with Workbench(folder) as bench:
        bench.mask(masked)
        (batch,) = bench.batches(source, start=0)
        return batch, batch.path.read_text()


def _first(folder: Path, row: dict[str, str]) -> dict[str, str]:
    """The values of the only row, by the column of its table."""
    batch, text = _prepared(folder, row)
    kind = ESTABLISHMENTS if "siret" in row else UNITS
    assert batch.rows == 1
    return dict(zip(COLUMNS[kind.name], text.strip().replace('"', "").split(","), strict=False))


@settings(max_examples=25, deadline=None)
@given(state=anything_but_o, personal=st.booleans())
def test_a_unit_that_is_not_o_leaves_nothing_that_names_it(folder: Path, state: str, personal: bool) -> None:
    said = dict.fromkeys(NAMING, SECRET)
    if personal:
        said["denominationUniteLegale"] = ""
    _, text = _prepared(folder, {**UNIT, **said, "statutDiffusionUniteLegale": state})
    assert SIREN in text
    assert SECRET not in text


@settings(max_examples=25, deadline=None)
@given(state=anything_but_o)
def test_a_place_that_is_not_o_leaves_nothing_that_finds_it(folder: Path, state: str) -> None:
    said = {**dict.fromkeys(PLACING, SECRET), "codePostalEtablissement": SECRET, "codeCommuneEtablissement": SECRET}
    _, text = _prepared(folder, {**PLACE, **said, "statutDiffusionEtablissement": state})
    assert SIREN in text
    assert SECRET not in text


def test_a_place_of_a_masked_unit_leaves_nothing_that_finds_it(folder: Path) -> None:
    said = {**PLACE, **dict.fromkeys(PLACING, SECRET)}
    assert SECRET in _prepared(folder, said)[1]
    assert SECRET not in _prepared(folder, said, masked=(SIREN,))[1]


@settings(max_examples=60, deadline=None)
@given(number=st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_the_key_of_a_siren_is_checked_as_the_library_does(number: str) -> None:
    with Workbench(Path(tempfile.gettempdir())) as bench:
        (held,) = bench.db.execute("select luhn(?::bigint)", [number]).fetchall()[0]
    assert held == siren_check.is_valid(number)


def test_a_person_is_named_by_the_name_in_use(folder: Path) -> None:
    names = {"prenom1UniteLegale": "ZOE", "nomUniteLegale": "ROUX", "nomUsageUniteLegale": "ROUX-LAFITTE"}
    row = _first(folder, unit(denominationUniteLegale="", categorieJuridiqueUniteLegale="1000", **names))
    assert (row["name"], row["first_name"], row["last_name"]) == ("ZOE ROUX-LAFITTE", "ZOE", "ROUX-LAFITTE")


@pytest.mark.parametrize("said", ["[ND]", "[NON-DIFFUSIBLE]", "  "])
def test_a_placeholder_is_no_name(said: str, folder: Path) -> None:
    assert _first(folder, unit(sigleUniteLegale=said))["acronym"] == ""


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (("24.51Z", "NAFRev2", "24.51Y"), ("24.51Z", "24.51Y")),
        (("24.51Y", "NAF2025", ""), ("", "24.51Y")),
        (("74.1G", "NAF1993", ""), ("", "")),
    ],
)
def test_activities_of_both_times_are_read(
    codes: tuple[str, str, str], expected: tuple[str, str], folder: Path
) -> None:
    main, nomenclature, beside = codes
    said = unit(
        activitePrincipaleUniteLegale=main,
        nomenclatureActivitePrincipaleUniteLegale=nomenclature,
        activitePrincipaleNAF25UniteLegale=beside,
    )
    row = _first(folder, said)
    assert (row["naf"], row["naf25"]) == expected


def test_lambert_coordinates_become_degrees(folder: Path) -> None:
    """The Eiffel tower: 48.8583 N, 2.2945 E, as IGN's map shows it in both."""
    said = {"coordonneeLambertAbscisseEtablissement": "648237", "coordonneeLambertOrdonneeEtablissement": "6862271"}
    row = _first(folder, place(**said))
    assert float(row["latitude"]) == pytest.approx(48.8583, abs=0.001)
    assert float(row["longitude"]) == pytest.approx(2.2945, abs=0.001)


def test_line_breaks_between_quotes_belong_to_a_value(folder: Path) -> None:
    batch, text = _prepared(folder, unit(denominationUniteLegale='FONDERIE\n"AUBRAC"'))
    assert batch.rows == 1
    assert "AUBRAC" in text
