"""The model file of projects, and what holds a file to it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from functools import lru_cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.alerts.imports.records import MANDATORY, Field
from filon.alerts.vocabulary import Vocabulary
from filon.crm.fields import LANGUAGES
from filon.kernel.errors import Refused
from filon.kernel.text import fold

FILE_NAME = "modele-alertes.csv"
LABELS: dict[Field, str | Promise] = {
    Field.COMPANY: gettext_lazy("Société"),
    Field.SIREN: gettext_lazy("SIREN"),
    Field.POSTCODE: gettext_lazy("Code postal"),
    Field.TITLE: gettext_lazy("Titre"),
    Field.CATEGORY: gettext_lazy("Catégorie"),
    Field.STAGE: gettext_lazy("Maturité"),
    Field.CONTEXT: gettext_lazy("Contexte"),
    Field.NEEDS: gettext_lazy("Besoins"),
    Field.CONTACT: gettext_lazy("E-mail du contact"),
    Field.REFERENCE: gettext_lazy("Référence"),
}


def template_csv(words: Vocabulary) -> bytes:
    """The model in the reader's language, with an example in the workspace's words, for a French spreadsheet."""
    category, stage = words.categories.offered()[0][1], words.stages.offered()[0][1]
    example = {
        Field.COMPANY: "Exemple Un",
        Field.POSTCODE: "59000",
        Field.CATEGORY: category,
        Field.STAGE: stage,
        Field.CONTEXT: _("Équipement actuel de 2009, trois sites"),
        Field.NEEDS: _("Suivi d’atelier"),
        Field.REFERENCE: "A-001",
    }
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([str(LABELS[field]) for field in Field])
    writer.writerow([example.get(field, "") for field in Field])
    return "\ufeff".encode() + text.getvalue().encode()


def fields_of(header: Sequence[str]) -> list[Field | None]:
    """Which field each column of a file is; None for one without a name.

    Raises Refused, naming every fault, when a mandatory column is missing, when one is not of the model, or stands
    twice: a column that nobody reads would be lost in silence. Names are read in any of Filon's languages.
    """
    names = _names()
    found = [names.get(fold(name)) for name in header]
    missing = [str(LABELS[field]) for field in MANDATORY if field not in found]
    unknown = [name.strip() for name, field in zip(header, found, strict=True) if field is None and name.strip()]
    twice = sorted({str(LABELS[field]) for field in found if field is not None and found.count(field) > 1})
    faults = [
        sentence % {"names": ", ".join(which)}
        for sentence, which in (
            (_("Colonnes manquantes : %(names)s."), missing),
            (_("Colonnes inconnues du modèle : %(names)s."), unknown),
            (_("Colonnes en double : %(names)s."), twice),
        )
        if which
    ]
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
