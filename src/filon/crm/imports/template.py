"""The model file that people download, fill in and bring back (ST-33)."""

from __future__ import annotations

from filon.crm.imports.fields import LABELS, Field
from filon.kernel.tables.delimited import MARK, line

FILE_NAME = "modele-prospects.csv"
COLUMNS = (
    Field.FIRST_NAME,
    Field.LAST_NAME,
    Field.EMAIL,
    Field.PHONE,
    Field.MOBILE,
    Field.COMPANY,
    Field.JOB_TITLE,
    Field.SIREN,
    Field.CITY,
    Field.POSTCODE,
    Field.WEBSITE,
    Field.SOURCE,
    Field.NOTE,
)
_EXAMPLES: tuple[dict[Field, str], ...] = (
    {
        Field.FIRST_NAME: "Anne",
        Field.LAST_NAME: "Exemple",
        Field.EMAIL: "anne@exemple-un.example",
        Field.PHONE: "01 99 00 12 34",
        Field.COMPANY: "Exemple Un",
        Field.JOB_TITLE: "Directrice commerciale",
        Field.CITY: "Nantes",
        Field.POSTCODE: "44000",
        Field.WEBSITE: "https://exemple-un.example",
        Field.NOTE: "Ligne d’exemple, à remplacer",
    },
    {
        Field.FIRST_NAME: "Karim",
        Field.LAST_NAME: "Exemple",
        Field.EMAIL: "karim@exemple-deux.example",
        Field.MOBILE: "06 39 98 12 34",
        Field.COMPANY: "Exemple Deux",
        Field.NOTE: "Ligne d’exemple, à remplacer",
    },
)


def template_csv() -> bytes:
    """The template, with column names in the reader's language, as a French spreadsheet opens it."""
    rows = [[str(LABELS[field]) for field in COLUMNS]]
    rows += [[example.get(field, "") for field in COLUMNS] for example in _EXAMPLES]
    return MARK + b"".join(map(line, rows))
