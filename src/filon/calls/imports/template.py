"""The model file of a Light campaign (ST-33, A-ST-14)."""

from __future__ import annotations

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from filon.calls.columns import RESULTS
from filon.crm.imports.strict.template import Model

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
MODEL = Model(labels=LABELS, mandatory=[Field.PHONE], passed_over=RESULTS.values())
"""An export brings its columns of results along (ST-99)."""
_EXAMPLES = (
    ("01 99 00 12 34", "Exemple Un", "Siège", "A-001"),
    ("04 65 71 12 34", "Exemple Deux", "", ""),
)


def template_csv() -> bytes:
    """The model, with column names in the reader's language, as a French spreadsheet opens it."""
    return MODEL.csv(_EXAMPLES)
