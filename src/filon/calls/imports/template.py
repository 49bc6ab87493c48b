"""The model files of campaigns, one for each scenario (ST-33, A-ST-14)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from filon.calls.columns import FULL_RESULTS, RESULTS
from filon.calls.states import Scenario
from filon.crm.imports.strict.template import Model

FILE_NAMES: Mapping[str, str] = {Scenario.LIGHT: "modele-appels.csv", Scenario.FULL: "modele-appels-full.csv"}


class Field(StrEnum):
    """A column of the model of Light. Only the number is mandatory; the others may be empty or missing."""

    PHONE = "phone"
    COMPANY = "company"
    LABEL = "label"
    REFERENCE = "reference"


class Person(StrEnum):
    """A column of the model of Full. An address may be empty: the switchboard is asked for it (ST-62)."""

    PHONE = "phone"
    COMPANY = "company"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    JOB_TITLE = "job_title"
    EMAIL = "email"
    EXTERNAL_ID = "external_id"
    SIRET = "siret"


LABELS: dict[Field, str | Promise] = {
    Field.PHONE: gettext_lazy("Téléphone"),
    Field.COMPANY: gettext_lazy("Société"),
    Field.LABEL: gettext_lazy("Libellé"),
    Field.REFERENCE: gettext_lazy("Référence"),
}
PERSON_LABELS: dict[Person, str | Promise] = {
    Person.PHONE: LABELS[Field.PHONE],
    Person.COMPANY: LABELS[Field.COMPANY],
    Person.FIRST_NAME: gettext_lazy("Prénom"),
    Person.LAST_NAME: pgettext_lazy("nom de famille", "Nom"),
    Person.JOB_TITLE: gettext_lazy("Fonction"),
    Person.EMAIL: gettext_lazy("E-mail"),
    Person.EXTERNAL_ID: gettext_lazy("Identifiant externe"),
    Person.SIRET: gettext_lazy("SIRET"),
}
MODEL = Model(labels=LABELS, mandatory=[Field.PHONE], passed_over=RESULTS.values())
"""An export brings its columns of results along (ST-99)."""
PERSON_MODEL = Model(
    labels=PERSON_LABELS,
    mandatory=[Person.PHONE, Person.COMPANY, Person.FIRST_NAME, Person.LAST_NAME],
    passed_over=FULL_RESULTS.values(),
)
MODELS: Mapping[str, Model[Any]] = {Scenario.LIGHT: MODEL, Scenario.FULL: PERSON_MODEL}
_EXAMPLES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    Scenario.LIGHT: (
        ("01 99 00 12 34", "Exemple Un", "Siège", "A-001"),
        ("04 65 71 12 34", "Exemple Deux", "", ""),
    ),
    Scenario.FULL: (
        (
            "01 99 00 12 34",
            "Exemple Un",
            "Jeanne",
            "Martin",
            "Directrice des achats",
            "jeanne.martin@exemple-un.example",
            "C-001",
            "73282932000074",
        ),
        ("04 65 71 12 34", "Exemple Deux", "Paul", "Durand", "", "", "", ""),
    ),
}


def template_csv(scenario: str = Scenario.LIGHT) -> bytes:
    """The model of a scenario, with column names in the reader's language, as a French spreadsheet opens it."""
    return MODELS[scenario].csv(_EXAMPLES[scenario])
