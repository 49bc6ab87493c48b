"""The model file of a Light campaign (ST-33, A-ST-14), and what holds a file to it (ST-34)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.calls.columns import RESULTS
from filon.crm.fields import LANGUAGES
from filon.kernel.errors import Refused
from filon.kernel.text import fold

FILE_NAME = "modele-appels.csv"


class Field(StrEnum):
    """A column of the model. Only the number is mandatory; the others may be empty or missing."""

    PHONE = "phone"
    COMPANY = "company"
    LABEL = "label"
    REFERENCE = "reference"


LABELS: dict[Field, str | Promise] = {
    Field.PHONE: gettext_lazy("Téléphone"),
    Field.COMPANY: gettext_lazy("Société"),
    Field.LABEL: gettext_lazy("Libellé"),
    Field.REFERENCE: gettext_lazy("Référence"),
}
_EXAMPLES = (
    ("01 99 00 12 34", "Exemple Un", "Siège", "A-001"),
    ("04 65 71 12 34", "Exemple Deux", "", ""),
)


def template_csv() -> bytes:
    """The model, with column names in the reader's language, as a French spreadsheet opens it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(LABELS[field]) for field in Field])
    writer.writerows(_EXAMPLES)
    return "\ufeff".encode() + text.getvalue().encode()


def fields_of(header: Sequence[str]) -> list[Field | None]:
    """Where each column of a file goes; None for the columns of results, which an export brings along.

    Raises Refused, naming every fault, when the number is missing, when a column is not one of the model's, or when one
    stands twice. Names are read in any of Filon's languages, whatever their case and accents.
    """
    names = _names()
    found = [names.get(fold(name)) for name in header]
    faults = []
    if Field.PHONE not in found:
        faults.append(_("Colonne manquante : %(name)s.") % {"name": LABELS[Field.PHONE]})
    results = _result_names()
    unknown = [
        name.strip()
        for name, field in zip(header, found, strict=True)
        if field is None and name.strip() and fold(name) not in results
    ]
    if unknown:
        faults.append(_("Colonnes inconnues du modèle : %(names)s.") % {"names": ", ".join(unknown)})
    twice = sorted({str(LABELS[field]) for field in found if field is not None and found.count(field) > 1})
    if twice:
        faults.append(_("Colonnes en double : %(names)s.") % {"names": ", ".join(twice)})
    if faults:
        start = _("Ce fichier ne suit pas le modèle.")
        mend = _("Reprenez les colonnes du modèle telles quelles, puis déposez le fichier à nouveau.")
        raise Refused(" ".join([start, *faults, mend]), field="file", code="template_not_followed")
    return found


@lru_cache(maxsize=1)
def _names() -> Mapping[str, Field]:
    found: dict[str, Field] = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {fold(str(label)): field for field, label in LABELS.items()}
    return found


@lru_cache(maxsize=1)
def _result_names() -> frozenset[str]:
    found: set[str] = set()
    for language in LANGUAGES:
        with translation.override(language):
            found |= {fold(str(label)) for label in RESULTS.values()}
    return frozenset(found)
