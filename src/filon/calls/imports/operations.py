"""What a user does with a file of numbers: drop it, let it in, forget it (ST-35…39)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from filon.calls.imports import jobs
from filon.calls.imports.checking import Line, Outcome, check
from filon.calls.imports.limits import MAX_LINES
from filon.calls.imports.models import ProspectImport
from filon.calls.imports.screening import screened
from filon.calls.imports.states import ImportState
from filon.calls.imports.template import Field, fields_of
from filon.calls.models import CallCampaign, Prospect
from filon.crm.imports.reading import Table, open_table
from filon.crm.imports.records import Duplicate, Problem
from filon.crm.imports.records import Refused as RefusedRow
from filon.kernel.errors import Conflict, Refused
from filon.kernel.tenancy import current_workspace
from filon.tenants import queries as tenants

LONGEST_NAME = 200


def upload(campaign: CallCampaign, content: File[bytes], *, now: datetime, by: int | None = None) -> ProspectImport:
    """Read and check a file; what it holds waits for a yes. A file without any fault is let in at once (ST-37).

    Raises Refused, field ``file``, for a file that cannot be read or does not follow the model; nothing is kept.
    """
    name = Path((content.name or "").replace("\\", "/")).name[:LONGEST_NAME] or _("Fichier sans nom")
    import_ = ProspectImport(campaign=campaign, name=name, created_at=now, created_by_id=by)
    with NamedTemporaryFile(suffix=".csv") as copy:
        for chunk in content.chunks():
            copy.write(chunk)
        copy.flush()
        _fill(import_, open_table(Path(copy.name)))
    with transaction.atomic():
        import_.save()
        if import_.accepted and not import_.errors:
            _start(import_)
    return import_


def start(import_id: UUID, *, ignore_errors: bool) -> ProspectImport:
    """[Importer], or [Ignorer et importer] with ``ignore_errors``: rows in error are not called (ST-38, ST-39).

    Raises Refused while there are errors that the user has not chosen to ignore, and when nothing would come in.
    """
    with transaction.atomic():
        import_ = _locked(import_id, ImportState.CHECKED)
        if import_.errors and not ignore_errors:
            raise Refused(
                _("Des lignes comportent des erreurs. Corrigez le fichier, ou choisissez « Ignorer et importer »."),
                code="errors_left",
            )
        if not import_.accepted:
            raise Refused(_("Aucune ligne de ce fichier ne peut être importée."), code="nothing_to_import")
        _start(import_)
    return import_


def cancel(import_id: UUID) -> None:
    """Forget a file that was not let in."""
    with transaction.atomic():
        _locked(import_id, ImportState.CHECKED, ImportState.FAILED).delete()


def _start(import_: ProspectImport) -> None:
    import_.state = ImportState.RUNNING
    import_.save(update_fields=["state"])
    jobs.run.defer(import_id=import_.id)


def _fill(import_: ProspectImport, table: Table) -> None:
    """What becomes of every row, counted and kept."""
    fields = fields_of(table.layout.columns)
    region = tenants.workspace(current_workspace()).country
    lines, refused = _sorted_out(import_, check(table.rows(), fields=fields, names=table.columns, region=region))
    column = table.columns[fields.index(Field.PHONE)]
    lines, opposed = screened(lines, column=column)
    here = set(Prospect.objects.filter(campaign_id=import_.campaign_id).values_list("phone", flat=True))
    new = [line for line in lines if line.phone not in here]
    import_.columns = table.columns
    import_.known = len(lines) - len(new)
    import_.lines = [list(line) for line in new]
    import_.refused = sorted([*map(_kept, refused), *map(_kept, opposed)], key=lambda kept: kept["row"])
    import_.accepted, import_.errors = len(new), len(import_.refused)


def _sorted_out(import_: ProspectImport, outcomes: Iterable[Outcome]) -> tuple[list[Line], list[RefusedRow]]:
    lines: list[Line] = []
    refused: list[RefusedRow] = []
    for outcome in outcomes:
        import_.rows += 1
        if import_.rows > MAX_LINES:
            sentence = _("Ce fichier dépasse %(limit)s lignes. Importez-le en plusieurs fois.") % {"limit": MAX_LINES}
            raise Refused(sentence, field="file", code="too_long")
        if isinstance(outcome, Line):
            lines.append(outcome)
        elif isinstance(outcome, Duplicate):
            import_.duplicates += 1
        else:
            refused.append(outcome)
    return lines, refused


def _kept(row: RefusedRow) -> dict[str, object]:
    return {"row": row.row, "cells": list(row.cells), "problems": [_told(fault) for fault in row.problems]}


def _told(fault: Problem) -> dict[str, object]:
    return {
        "row": fault.row,
        "column": fault.column,
        "value": fault.value,
        "code": fault.code,
        "message": str(fault.message),
        "hint": str(fault.hint),
    }


def _locked(import_id: UUID, *states: ImportState) -> ProspectImport:
    """The import, held until the transaction ends. Raises Conflict when it is in none of ``states``."""
    import_ = ProspectImport.objects.select_for_update(of=("self",)).get(id=import_id)
    if import_.state not in states:
        raise Conflict(_("Cet import a déjà avancé. Rechargez la page pour voir où il en est."))
    return import_
