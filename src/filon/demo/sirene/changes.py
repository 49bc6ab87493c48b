"""Changes of a day among invented companies, as INSEE's API answers them: one JSON answer of 1,000 units a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from filon.demo.sirene import population

PAGE = 1_000
"""The most that the API gives at once (`nombre`)."""
TREATED = "2026-11-20T06:00:00.000"


def write_changes(path: Path, *, size: int, count: int, seed: int = 2026) -> Path:
    """Changes of ``count`` of the ``size`` units of a stock: by turns closed, renamed, opted out."""
    every = max(1, size // count)
    with duckdb.connect(config={"threads": 2}) as db:
        db.execute(f"set variable seed = {seed}")
        for macro in population.MACROS:
            db.execute(macro)
        chosen = f"select siren, name, legal, trade.naf, trade.naf25 from ({population.units(0, size)})"  # noqa: S608 our own
        rows = db.execute(f"{chosen} where i % {every} = 0 order by i limit {count}").fetchall()
    units = [_changed(row, turn=n % 3) for n, row in enumerate(rows)]
    with path.open("w") as out:
        for first in range(0, len(units), PAGE):
            page = units[first : first + PAGE]
            json.dump({"header": {"statut": 200, "nombre": len(page)}, "unitesLegales": page}, out, ensure_ascii=False)
            out.write("\n")
    return path


def _changed(row: Sequence[Any], *, turn: int) -> dict[str, Any]:
    siren, name, legal, naf, naf25 = row
    period = {
        "dateFin": None,
        "dateDebut": "2026-11-19",
        "etatAdministratifUniteLegale": "C" if turn == 0 else "A",
        "denominationUniteLegale": f"{name} NOUVELLE",
        "categorieJuridiqueUniteLegale": legal,
        "activitePrincipaleUniteLegale": naf,
        "nomenclatureActivitePrincipaleUniteLegale": "NAFRev2",
        "activitePrincipaleNAF25UniteLegale": naf25,
    }
    return {
        "siren": siren,
        "statutDiffusionUniteLegale": "P" if turn == 2 else "O",
        "dateDernierTraitementUniteLegale": TREATED,
        "periodesUniteLegale": [period],
    }
