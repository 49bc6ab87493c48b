"""Invented stock files in INSEE's own layout: same seed, same size, same bytes.

The SIREN pass the Luhn check and count up from 000 000 018. The first 99,999, hence the usual sample, begin with 000, a
block in which we know of no attribution; larger directories, which only measurements make, run on into attributed
numbers. Whoever imports them says so (``sample``), and the units are marked.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import duckdb

from filon.demo.sirene import population
from filon.demo.sirene.headers import ESTABLISHMENT, LATER, UNIT
from filon.demo.sirene.places import PLACES, lambert
from filon.demo.sirene.population import key_digit, text_list
from filon.demo.sirene.words import STREET_TYPES, STREETS

UNITS_FILE = "StockUniteLegale_utf8"
ESTABLISHMENTS_FILE = "StockEtablissement_utf8"
STEP = 500_000
"""Companies made at a time: the lists they draw from stay in memory, they do not."""
A_FIXED_MOMENT = (2026, 11, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to make: ``size`` companies; ``older`` for the layout without NAF 2025; ``form`` is csv, zip or parquet."""

    size: int
    seed: int = 2026
    older: bool = False
    form: str = "zip"


def make(folder: Path, order: Order) -> tuple[Path, Path]:
    """Write the two files into ``folder``: units, establishments."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB"}) as db:
        db.execute(f"set variable seed = {order.seed}")
        for macro in population.MACROS:
            db.execute(macro)
        db.execute("create temp table towns (place int, code varchar, city varchar, postcode varchar, x int, y int)")
        db.executemany(
            "insert into towns values (?, ?, ?, ?, ?, ?)",
            [(n, p.code, p.name, p.postcode, *lambert(p)) for n, p in enumerate(PLACES)],
        )
        made = [_csv(db, folder, order, what=what) for what in (UNITS_FILE, ESTABLISHMENTS_FILE)]
        return tuple(_packed(db, path, order) for path in made)  # type: ignore[return-value]  # two in, two out


def _csv(db: duckdb.DuckDBPyConnection, folder: Path, order: Order, *, what: str) -> Path:
    target, part = folder / f"{what}.csv", folder / "part.csv"
    header, values = (UNIT, _UNIT) if what == UNITS_FILE else (ESTABLISHMENT, _ESTABLISHMENT)
    kept = [name for name in header if not (order.older and name in LATER)]
    columns = ", ".join(f"{values.get(name, 'null::varchar')} as {name}" for name in kept)
    with target.open("wb") as out:
        out.write((",".join(kept) + "\n").encode())
        for first in range(0, order.size, STEP):
            rows = f"({population.units(first, min(first + STEP, order.size))}) u join towns using (place)"
            if what == ESTABLISHMENTS_FILE:
                rows = f"(select *, unnest(range(1, places + 1)) as rank from {rows})"  # noqa: S608 our own names
            chosen = f"select {columns} from {rows} order by i"  # noqa: S608 our own names
            db.execute(f"copy ({chosen}) to '{part}' (format csv, header false)")
            with part.open("rb") as made:
                _pour(made, out)
    part.unlink()
    return target


def _packed(db: duckdb.DuckDBPyConnection, path: Path, order: Order) -> Path:
    if order.form == "csv":
        return path
    target = path.with_suffix(f".{order.form}")
    if order.form == "parquet":
        db.execute(f"copy (from read_csv('{path}', all_varchar = true, header = true)) to '{target}' (format parquet)")
    else:
        entry = zipfile.ZipInfo(path.name, A_FIXED_MOMENT)
        entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, path.stat().st_size
        with (
            zipfile.ZipFile(target, "w", compresslevel=1) as archive,
            path.open("rb") as text,
            archive.open(entry, "w") as out,
        ):
            _pour(text, out)
    path.unlink()
    return target


def _pour(source: IO[bytes], target: IO[bytes]) -> None:
    while some := source.read(1024 * 1024):
        target.write(some)


_PERSON = "legal = '1000'"
_SHOWN = "diffusion = 'O'"
_TREATED = "strftime(created + (spread % 300)::integer, '%Y-%m-%dT%H:%M:%S')"
_UNIT = {
    "siren": "siren",
    "statutDiffusionUniteLegale": "diffusion",
    "dateCreationUniteLegale": "created",
    "sigleUniteLegale": f"case when not {_PERSON} and spread % 20 = 0 and {_SHOWN} then word[:3] || spot[:1] end",
    "sexeUniteLegale": f"case when {_PERSON} and {_SHOWN} then case when spread % 2 = 0 then 'F' else 'M' end end",
    "prenom1UniteLegale": f"case when {_PERSON} then case when {_SHOWN} then first_name else '[ND]' end end",
    "prenomUsuelUniteLegale": f"case when {_PERSON} then case when {_SHOWN} then first_name else '[ND]' end end",
    "nomUniteLegale": f"case when {_PERSON} then case when {_SHOWN} then surname else '[ND]' end end",
    "denominationUniteLegale": f"case when not {_PERSON} then case when {_SHOWN} then name else '[ND]' end end",
    "denominationUsuelle1UniteLegale": f"case when {_PERSON} and {_SHOWN} and spread % 4 = 0 then name end",
    "trancheEffectifsUniteLegale": "nullif(size, '')",
    "anneeEffectifsUniteLegale": "case when size not in ('', 'NN') then 2024 end",
    "dateDernierTraitementUniteLegale": _TREATED,
    "nombrePeriodesUniteLegale": "1 + spread % 4",
    "categorieEntreprise": "case when size in ('32', '41') then 'ETI' when size not in ('', 'NN') then 'PME' end",
    "anneeCategorieEntreprise": "case when size not in ('', 'NN') then 2023 end",
    "dateDebut": "created",
    "etatAdministratifUniteLegale": "state",
    "categorieJuridiqueUniteLegale": "legal",
    "activitePrincipaleUniteLegale": "trade.naf",
    "nomenclatureActivitePrincipaleUniteLegale": "'NAFRev2'",
    "nicSiegeUniteLegale": "'0001' || " + key_digit("(siren::bigint * 10000 + 1)", digits=13),
    "economieSocialeSolidaireUniteLegale": "case when legal = '9220' then 'O' else 'N' end",
    "societeMissionUniteLegale": "case when spread % 900 = 0 then 'O' end",
    "caractereEmployeurUniteLegale": "case when size in ('', 'NN') then 'N' else 'O' end",
    "activitePrincipaleNAF25UniteLegale": "trade.naf25",
}
_NUMBER = "(siren::bigint * 10000 + rank)"
_KEY = key_digit(_NUMBER, digits=13)


def _shown(value: str) -> str:
    return f"case when {_SHOWN} then {value} else '[ND]' end"


_ESTABLISHMENT = {
    "siren": "siren",
    "nic": f"lpad(rank::varchar, 4, '0') || {_KEY}",
    "siret": f"siren || lpad(rank::varchar, 4, '0') || {_KEY}",
    "statutDiffusionEtablissement": "diffusion",
    "dateCreationEtablissement": "created + (rank * 30 - 30)::integer",
    "trancheEffectifsEtablissement": "case when rank = 1 then nullif(size, '') end",
    "dateDernierTraitementEtablissement": _TREATED,
    "etablissementSiege": "rank = 1",
    "nombrePeriodesEtablissement": "1",
    "numeroVoieEtablissement": _shown("(1 + (spread + rank) % 180)::varchar"),
    "typeVoieEtablissement": _shown(f"pick({text_list(STREET_TYPES)}, spread // 7 + rank)"),
    "libelleVoieEtablissement": _shown(f"pick({text_list(STREETS)}, spread // 11 + rank)"),
    "codePostalEtablissement": "postcode",
    "libelleCommuneEtablissement": "city",
    "codeCommuneEtablissement": "code",
    "coordonneeLambertAbscisseEtablissement": _shown("(x + spread % 4000 - 2000 + rank * 13)::varchar || '.5'"),
    "coordonneeLambertOrdonneeEtablissement": _shown("(y + spread // 3 % 4000 - 2000 + rank * 17)::varchar || '.25'"),
    "dateDebut": "created",
    "etatAdministratifEtablissement": "case when state = 'A' and (rank = 1 or spread % 5 > 0) then 'A' else 'F' end",
    "enseigne1Etablissement": f"case when {_SHOWN} and spread % 6 = 0 then pick(trade.names, name_draw + rank)"
    " .replace('{s}', surname).replace('{w}', word).replace('{p}', spot) end",
    "activitePrincipaleEtablissement": "trade.naf",
    "nomenclatureActivitePrincipaleEtablissement": "'NAFRev2'",
    "caractereEmployeurEtablissement": "case when size in ('', 'NN') then 'N' else 'O' end",
    "activitePrincipaleNAF25Etablissement": "trade.naf25",
}
