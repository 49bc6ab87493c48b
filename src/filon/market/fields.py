"""What criteria may be about: the columns of the directory's columnar copy, under the names that users know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Shape(Enum):
    """Which criterion fits a field: OneOf for CODES and POSTCODES, Between for the three after them, Flag for FLAG."""

    CODES = "codes"
    POSTCODES = "postcodes"
    NUMBER = "number"
    DATE = "date"
    PEOPLE = "people"
    FLAG = "flag"


@dataclass(frozen=True)
class Field:
    """``column`` is the one of the columnar copy; ``example`` shows how a value is typed."""

    column: str
    label: str | Promise
    shape: Shape
    example: str | Promise = ""


class Tranche(NamedTuple):
    """INSEE's bracket of head counts; ``most`` is None for the last one."""

    least: int
    most: int | None


TRANCHES: dict[str, Tranche] = {
    "00": Tranche(0, 0),
    "01": Tranche(1, 2),
    "02": Tranche(3, 5),
    "03": Tranche(6, 9),
    "11": Tranche(10, 19),
    "12": Tranche(20, 49),
    "21": Tranche(50, 99),
    "22": Tranche(100, 199),
    "31": Tranche(200, 249),
    "32": Tranche(250, 499),
    "41": Tranche(500, 999),
    "42": Tranche(1_000, 1_999),
    "51": Tranche(2_000, 4_999),
    "52": Tranche(5_000, 9_999),
    "53": Tranche(10_000, None),
}
"""By code, smallest first (``trancheEffectifsUniteLegale`` of SIRENE). NN and an empty code are unknown."""

FIELDS: dict[str, Field] = {
    "naf": Field("naf", _("Activité (NAF rév. 2)"), Shape.CODES, "62, 70.22Z, J"),
    "naf25": Field("naf25", _("Activité (NAF 2025)"), Shape.CODES, "62, 70.20Y"),
    "headcount": Field("headcount", _("Effectif"), Shape.PEOPLE, "10"),
    "department": Field("department", _("Département"), Shape.CODES, "59, 62, 2A"),
    "region": Field("region", _("Région"), Shape.CODES, "32, 11"),
    "postcode": Field("postcode", _("Code postal"), Shape.POSTCODES, "59, 75011"),
    "city": Field("city", _("Commune (code INSEE)"), Shape.CODES, "59350"),
    "legal": Field("legal", _("Catégorie juridique"), Shape.CODES, "54, 5710"),
    "category": Field("category_company", _("Taille (PME, ETI, GE)"), Shape.CODES, "PME, ETI"),
    "created": Field("created", _("Date de création"), Shape.DATE),
    "establishments": Field("establishments", _("Nombre d’établissements"), Shape.NUMBER, "2"),
    "turnover": Field("turnover", _("Chiffre d’affaires (k€)"), Shape.NUMBER, "1000"),
    "employer": Field("employer", _("Emploie des salariés"), Shape.FLAG),
    "ess": Field("ess", _("Économie sociale et solidaire"), Shape.FLAG),
    "mission": Field("mission", _("Société à mission"), Shape.FLAG),
}
"""A-CO-11. That a company is active and may be shown is asked of all of them and is no criterion."""

SECTIONS = {
    "naf": {
        "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47),
        "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82),
        "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
    },
    "naf25": {
        "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (46, 47),
        "H": (49, 53), "I": (55, 56), "J": (58, 60), "K": (61, 63), "L": (64, 66), "M": (68, 68), "N": (69, 75),
        "O": (77, 82), "P": (84, 84), "Q": (85, 85), "R": (86, 88), "S": (90, 93), "T": (94, 96), "U": (97, 98),
        "V": (99, 99),
    },
}  # fmt: skip
"""Sections and the divisions they go from and to, of each nomenclature of activities (NACE rev. 2 and rev. 2.1)."""
