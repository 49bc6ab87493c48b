"""What the page of one import prints, prepared so that the template only prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from filon.crm.imports import queries
from filon.crm.imports.columns import Column, from_json
from filon.crm.imports.fields import LABELS
from filon.crm.models import Import
from filon.crm.states import ImportState
from filon.kernel import listing

SURE = 0.8
"""A guess below this is shown as one to look at."""

STEPS = {
    ImportState.UPLOADED: 2,
    ImportState.CHECKED: 2,
    ImportState.RUNNING: 3,
    ImportState.FAILED: 3,
    ImportState.DONE: 4,
    ImportState.REVERTED: 4,
}
TONES = {
    ImportState.UPLOADED: "info",
    ImportState.CHECKED: "warn",
    ImportState.RUNNING: "info",
    ImportState.DONE: "ok",
    ImportState.FAILED: "bad",
    ImportState.REVERTED: "",
}

COUNTED = (
    "contacts",
    "contacts_kept",
    "companies",
    "companies_kept",
    "given_back",
    "companies_given_back",
    "not_given_back",
)


@dataclass(frozen=True)
class ColumnRow:
    """A column of the file as the mapping table shows it."""

    input_name: str
    name: str
    samples: str
    field: str
    tone: str
    remark: str


def context_of(import_: Import, params: Mapping[str, str]) -> dict[str, Any]:
    """Everything about one import in the state in which it is. A column without name and cells is not shown."""
    columns = from_json(import_.mapping)
    problems = listing.page(queries.problems(import_), queries.PROBLEMS, params)
    return {
        "import": import_,
        "state": import_.state,
        "tone": TONES[ImportState(import_.state)],
        "steps": [(_("Fichier"), ""), (_("Vérification"), ""), (_("Import"), "")],
        "step": STEPS[ImportState(import_.state)],
        "columns": [_row(column) for column in columns if column.field or column.samples],
        "kept": [column.name for column in columns if column.field is None and column.samples],
        "fields": [("", _("Information complémentaire")), *((field.value, label) for field, label in LABELS.items())],
        "accepted": import_.created + import_.updated,
        "problems": problems,
        "taken_back": _taken_back(import_),
    }


def _taken_back(import_: Import) -> dict[str, Any]:
    """What undoing came to; ``over`` once the job has told its end."""
    counts = {name: import_.taken_back.get(name, 0) for name in COUNTED}
    cards = counts["given_back"] + counts["companies_given_back"]
    return {**counts, "cards": cards, "over": "contacts_kept" in import_.taken_back}


def mapping_of(import_: Import, posted: Mapping[str, str]) -> dict[int, str]:
    """The field of each column as the form says it; a column the form left out keeps its own."""
    return {
        column.index: posted.get(_input_name(column), column.field.value if column.field else "")
        for column in from_json(import_.mapping)
    }


def _row(column: Column) -> ColumnRow:
    tone, remark = "", _("Gardée telle quelle")
    if column.field:
        tone, remark = ("ok", _("Reconnue")) if column.confidence >= SURE else ("warn", _("À vérifier"))
    return ColumnRow(
        input_name=_input_name(column),
        name=column.name,
        samples=" · ".join(column.samples),
        field=column.field.value if column.field else "",
        tone=tone,
        remark=remark,
    )


def _input_name(column: Column) -> str:
    return f"colonne-{column.index}"
