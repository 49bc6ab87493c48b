"""The model file of projects."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filon.alerts.imports.records import MANDATORY, Field
from filon.alerts.vocabulary import Vocabulary
from filon.crm.imports.strict.template import Model

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
MODEL = Model(labels=LABELS, mandatory=MANDATORY)


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
    return MODEL.csv([[example.get(field, "") for field in Field]])
