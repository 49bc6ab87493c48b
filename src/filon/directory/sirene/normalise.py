"""From the columns of a file to those of a table, as DuckDB SQL. What may not be shown is dropped here."""

from __future__ import annotations

from collections.abc import Mapping

from filon.directory.sirene.kinds import ESTABLISHMENTS, UNITS, Kind

REVISION_2 = "['NAFREV2']"
REVISION_2025 = "['NAF2025', 'NAF25', 'NAFREV2025']"
"""From 2027 on the main code is of NAF 2025 and the column beside it goes; files of both times are read."""


def _list(*columns: str) -> str:
    """The values that say something, each once, separated by commas."""
    values = ", ".join(f"nullif(said({name}), '')" for name in columns)
    return f"left(array_to_string(list_distinct([{values}]), ', '), 300)"


def _naf25(main: str, nomenclature: str, beside: str) -> str:
    return f"coalesce(nullif(act({main}, {nomenclature}, {REVISION_2025}), ''), left(said({beside}), 6))"


_PERSON = "said(denominationUniteLegale) = ''"
_LEGAL_NAME = "left(said(denominationUniteLegale), 200)"
_FIRST = "coalesce(nullif(said(prenomUsuelUniteLegale), ''), said(prenom1UniteLegale))"
_LAST = "coalesce(nullif(said(nomUsageUniteLegale), ''), said(nomUniteLegale))"
_PROCESSED = "try_cast(dateDernierTraitementUniteLegale as timestamp)"

_UNIT: Mapping[str, str] = {
    "siren": "siren",
    "active": "etatAdministratifUniteLegale = 'A'",
    "diffusible": "shown",
    "opted_out_on": f"case when not shown then {_PROCESSED}::date end",
    "name": f"case when {_PERSON} then left(trim({_FIRST} || ' ' || {_LAST}), 200) else {_LEGAL_NAME} end",
    "first_name": f"case when {_PERSON} then left({_FIRST}, 80) else '' end",
    "last_name": f"case when {_PERSON} then left({_LAST}, 120) else '' end",
    "acronym": "left(said(sigleUniteLegale), 60)",
    "brand": _list(
        "denominationUsuelle1UniteLegale",
        "denominationUsuelle2UniteLegale",
        "denominationUsuelle3UniteLegale",
        "pseudonymeUniteLegale",
    ),
    "legal": "left(said(categorieJuridiqueUniteLegale), 4)",
    "naf": f"act(activitePrincipaleUniteLegale, nomenclatureActivitePrincipaleUniteLegale, {REVISION_2})",
    "naf25": _naf25(
        "activitePrincipaleUniteLegale",
        "nomenclatureActivitePrincipaleUniteLegale",
        "activitePrincipaleNAF25UniteLegale",
    ),
    "headcount": "left(said(trancheEffectifsUniteLegale), 2)",
    "headcount_year": "try_cast(anneeEffectifsUniteLegale as smallint)",
    "category": "left(said(categorieEntreprise), 3)",
    "ess": "yes(economieSocialeSolidaireUniteLegale)",
    "mission": "yes(societeMissionUniteLegale)",
    "employer": "yes(caractereEmployeurUniteLegale)",
    "created_on": "try_cast(dateCreationUniteLegale as date)",
    "processed_at": _PROCESSED,
    "head_nic": "left(said(nicSiegeUniteLegale), 5)",
}

_STREET = (
    "trim(regexp_replace(concat_ws(' ', said(numeroVoieEtablissement), said(indiceRepetitionEtablissement),"
    " said(typeVoieEtablissement), said(libelleVoieEtablissement)), ' +', ' ', 'g'))"
)
_ADDRESS = (
    "left(concat_ws(', ', nullif(said(complementAdresseEtablissement), ''),"
    f" nullif({_STREET}, ''), nullif(said(distributionSpecialeEtablissement), '')), 300)"
)
_X = "try_cast(coordonneeLambertAbscisseEtablissement as double)"
_Y = "try_cast(coordonneeLambertOrdonneeEtablissement as double)"
_IN_FRANCE = f"{_X} between 0 and 1300000 and {_Y} between 6000000 and 7200000 and codeCommuneEtablissement < '97'"
"""Overseas has projections of its own, which are not read."""

_ESTABLISHMENT: Mapping[str, str] = {
    "siret": "siret",
    "head": "lower(etablissementSiege) = 'true'",
    "active": "etatAdministratifEtablissement = 'A'",
    "diffusible": "shown",
    "brand": _list(
        "enseigne1Etablissement",
        "enseigne2Etablissement",
        "enseigne3Etablissement",
        "denominationUsuelleEtablissement",
    ),
    "address": _ADDRESS,
    "postcode": "left(said(codePostalEtablissement), 5)",
    "city": "left(coalesce(nullif(said(libelleCommuneEtablissement), ''),"
    " said(libelleCommuneEtrangerEtablissement)), 120)",
    "city_code": "left(said(codeCommuneEtablissement), 5)",
    "country": "left(said(libellePaysEtrangerEtablissement), 120)",
    "naf": f"act(activitePrincipaleEtablissement, nomenclatureActivitePrincipaleEtablissement, {REVISION_2})",
    "naf25": _naf25(
        "activitePrincipaleEtablissement",
        "nomenclatureActivitePrincipaleEtablissement",
        "activitePrincipaleNAF25Etablissement",
    ),
    "headcount": "left(said(trancheEffectifsEtablissement), 2)",
    "created_on": "try_cast(dateCreationEtablissement as date)",
    "processed_at": "try_cast(dateDernierTraitementEtablissement as timestamp)",
    "latitude": f"case when {_IN_FRANCE} then round(lambert_latitude({_X}, {_Y}), 5) end",
    "longitude": f"case when {_IN_FRANCE} then round(lambert_longitude({_X}, {_Y}), 5) end",
}

COLUMNS: Mapping[str, Mapping[str, str]] = {UNITS.name: _UNIT, ESTABLISHMENTS.name: _ESTABLISHMENT}
"""Column of the table → its expression; ``shown`` says whether the row may be shown."""

HIDDEN: Mapping[str, Mapping[str, str]] = {
    UNITS.name: dict.fromkeys(("name", "first_name", "last_name", "acronym", "brand"), "''"),
    ESTABLISHMENTS.name: {
        **dict.fromkeys(("brand", "address", "postcode", "city", "city_code", "country"), "''"),
        **dict.fromkeys(("latitude", "longitude"), "null"),
    },
}
"""What a row that may not be shown has instead: nothing that names or finds anybody."""

_VALID = {
    UNITS.name: "digits(siren, 9) and luhn(try_cast(siren as bigint)) and siren <> '000000000'",
    ESTABLISHMENTS.name: "digits(siret, 14) and luhn(try_cast(siret[:9] as bigint)) and siret[:9] <> '000000000'",
}
_SHOWN = {
    UNITS.name: "coalesce(trim(statutDiffusionUniteLegale) = 'O', false)",
    ESTABLISHMENTS.name: "coalesce(trim(statutDiffusionEtablissement) = 'O', false)"
    " and left(siret, 9) not in (select siren from masked)",
}
"""Anything but "O" is not shown (R. 123-232-1 C. com.), nor is a place of a unit that is not."""


def normalised(kind: Kind, rows: str) -> str:
    """The relation ``rows`` with the columns of the kind's table, then the digest, then whether the row is valid."""
    hidden = HIDDEN[kind.name]
    columns = ",\n".join(
        f"case when shown then {expression} else {hidden[name]} end as {name}"
        if name in hidden
        else f"{expression} as {name}"
        for name, expression in COLUMNS[kind.name].items()
    )
    shown = f"select *, {_SHOWN[kind.name]} as shown, coalesce({_VALID[kind.name]}, false) as valid from {rows}"  # noqa: S608 our own names
    said = ", ".join(f"coalesce({name}::varchar, '')" for name in COLUMNS[kind.name])
    chosen = f"select {columns}, valid from ({shown})"  # noqa: S608 our own names
    return f"select * exclude valid, digest(concat_ws('|', {said})) as digest, valid from ({chosen})"  # noqa: S608 our own names
