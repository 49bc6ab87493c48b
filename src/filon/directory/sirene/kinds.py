"""The files that INSEE publishes, by the names of their columns: neither order nor number of columns matters."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from filon.kernel.errors import Refused


@dataclass(frozen=True)
class Kind:
    """A sort of file: the table its rows go to, the columns it cannot do without, those it may lack."""

    name: str
    table: str
    key: str
    required: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def read(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)


UNITS = Kind(
    name="units",
    table="directory_unit",
    key="siren",
    required=("siren", "statutDiffusionUniteLegale", "etatAdministratifUniteLegale", "categorieJuridiqueUniteLegale"),
    optional=(
        "dateCreationUniteLegale",
        "sigleUniteLegale",
        "prenom1UniteLegale",
        "prenomUsuelUniteLegale",
        "pseudonymeUniteLegale",
        "trancheEffectifsUniteLegale",
        "anneeEffectifsUniteLegale",
        "dateDernierTraitementUniteLegale",
        "categorieEntreprise",
        "nomUniteLegale",
        "nomUsageUniteLegale",
        "denominationUniteLegale",
        "denominationUsuelle1UniteLegale",
        "denominationUsuelle2UniteLegale",
        "denominationUsuelle3UniteLegale",
        "activitePrincipaleUniteLegale",
        "nomenclatureActivitePrincipaleUniteLegale",
        "nicSiegeUniteLegale",
        "economieSocialeSolidaireUniteLegale",
        "societeMissionUniteLegale",
        "caractereEmployeurUniteLegale",
        "activitePrincipaleNAF25UniteLegale",
    ),
)

ESTABLISHMENTS = Kind(
    name="establishments",
    table="directory_establishment",
    key="siret",
    required=("siret", "statutDiffusionEtablissement", "etatAdministratifEtablissement", "etablissementSiege"),
    optional=(
        "dateCreationEtablissement",
        "trancheEffectifsEtablissement",
        "dateDernierTraitementEtablissement",
        "complementAdresseEtablissement",
        "numeroVoieEtablissement",
        "indiceRepetitionEtablissement",
        "typeVoieEtablissement",
        "libelleVoieEtablissement",
        "codePostalEtablissement",
        "libelleCommuneEtablissement",
        "libelleCommuneEtrangerEtablissement",
        "distributionSpecialeEtablissement",
        "codeCommuneEtablissement",
        "libellePaysEtrangerEtablissement",
        "coordonneeLambertAbscisseEtablissement",
        "coordonneeLambertOrdonneeEtablissement",
        "enseigne1Etablissement",
        "enseigne2Etablissement",
        "enseigne3Etablissement",
        "denominationUsuelleEtablissement",
        "activitePrincipaleEtablissement",
        "nomenclatureActivitePrincipaleEtablissement",
        "activitePrincipaleNAF25Etablissement",
    ),
)

KINDS = (ESTABLISHMENTS, UNITS)


def kind_of(columns: Collection[str]) -> Kind:
    """The kind of a file with these columns. Raises Refused, naming what lacks."""
    known = set(columns)
    for kind in KINDS:
        missing = [name for name in kind.required if name not in known]
        if not missing:
            return kind
        if kind.required[1] in known:  # the column that no other kind has
            raise Refused(
                _("Il manque au fichier les colonnes %(names)s.") % {"names": ", ".join(missing)},
                code="columns_missing",
            )
    raise Refused(
        _("Ce fichier n’est ni un stock des unités légales ni un stock des établissements de SIRENE."),
        code="not_sirene",
    )
