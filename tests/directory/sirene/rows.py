"""Lines of stock files for tests: what is not given is empty."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from filon.directory.sirene.kinds import ESTABLISHMENTS, UNITS, Kind

SIREN, OTHER = "000000018", "000000026"

UNIT = {
    "siren": SIREN,
    "statutDiffusionUniteLegale": "O",
    "etatAdministratifUniteLegale": "A",
    "categorieJuridiqueUniteLegale": "5710",
    "denominationUniteLegale": "FONDERIE AUBRAC",
    "activitePrincipaleUniteLegale": "24.51Z",
    "nomenclatureActivitePrincipaleUniteLegale": "NAFRev2",
    "activitePrincipaleNAF25UniteLegale": "24.51Y",
    "trancheEffectifsUniteLegale": "12",
    "nicSiegeUniteLegale": "00015",
    "dateDernierTraitementUniteLegale": "2026-05-04T10:00:00",
}
PLACE = {
    "siret": f"{SIREN}00015",
    "statutDiffusionEtablissement": "O",
    "etatAdministratifEtablissement": "A",
    "etablissementSiege": "true",
    "numeroVoieEtablissement": "3",
    "typeVoieEtablissement": "RUE",
    "libelleVoieEtablissement": "DU PORT",
    "codePostalEtablissement": "12000",
    "libelleCommuneEtablissement": "RODEZ",
    "codeCommuneEtablissement": "12202",
    "dateDernierTraitementEtablissement": "2026-05-04T10:00:00",
}


def unit(**changes: str) -> dict[str, str]:
    return {**UNIT, **changes}


def place(**changes: str) -> dict[str, str]:
    return {**PLACE, **changes}


def write(path: Path, *rows: dict[str, str], kind: Kind | None = None) -> Path:
    """A stock file with every column that is read."""
    chosen = kind or (ESTABLISHMENTS if "siret" in rows[0] else UNITS)
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, chosen.read)
        writer.writeheader()
        writer.writerows(rows)
    return path


def answer(path: Path, **members: object) -> Path:
    """A saved answer of the API."""
    path.write_text(json.dumps({"header": {"statut": 200}, **members}))
    return path
