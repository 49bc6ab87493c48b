"""What a user does with a file of projects: drop it, let it in, forget it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from filon.alerts import service
from filon.alerts.imports import jobs
from filon.alerts.imports.checking import Layout, Outcome, check
from filon.alerts.imports.limits import MAX_ROWS
from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.records import Entry
from filon.alerts.imports.screening import screened
from filon.alerts.imports.template import fields_of
from filon.alerts.states import ImportState
from filon.alerts.vocabulary import vocabulary
from filon.crm.imports.reading import open_table
from filon.crm.imports.records import Duplicate
from filon.crm.imports.records import Refused as RefusedRow
from filon.kernel.errors import Conflict, Refused

LONGEST_NAME = 200
LONGEST_SOURCE = 120


def upload(content: File[bytes], *, now: datetime, by: int | None = None) -> ProjectImport:
    """Read and check a file; what it holds waits for a yes. A file without any fault is let in at once.

    Raises Refused, field ``file``, for a file that cannot be read or does not follow the model; nothing is kept.
    """
    service.require()
    name = Path((content.name or "").replace("\\", "/")).name[:LONGEST_NAME] or _("Fichier sans nom")
    import_ = ProjectImport(name=name, source=name[:LONGEST_SOURCE], created_at=now, created_by_id=by)
    with NamedTemporaryFile(suffix=".csv") as copy:
        for chunk in content.chunks():
            copy.write(chunk)
        copy.flush()
        table = open_table(Path(copy.name))
        layout = Layout(fields=fields_of(table.layout.columns), names=table.columns, words=vocabulary())
        return keep(import_, check(table.rows(), layout), layout=layout)


def keep(import_: ProjectImport, outcomes: Iterable[Outcome], *, layout: Layout) -> ProjectImport:
    """Count and keep what became of every row; without a fault, begin. Raises Refused when there are too many."""
    entries, refused = _sorted_out(import_, outcomes)
    entries, strangers = screened(entries, layout)
    import_.columns = list(layout.names)
    import_.entries = [list(entry) for entry in entries]
    import_.refused = sorted([_kept(row) for row in (*refused, *strangers)], key=lambda kept: kept["row"])
    import_.accepted, import_.errors = len(entries), len(import_.refused)
    with transaction.atomic():
        import_.save()
        if import_.accepted and not import_.errors:
            _start(import_)
    return import_


def start(import_id: UUID, *, ignore_errors: bool) -> ProjectImport:
    """[Importer], or [Ignorer et importer] with ``ignore_errors``: refused rows stay out.

    Raises Refused while there are errors that the user has not chosen to ignore, and when nothing would come in.
    """
    service.require()
    with transaction.atomic():
        import_ = _locked(import_id)
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
    """Forget a file that waits; what of it is in already stays."""
    with transaction.atomic():
        _locked(import_id).delete()


def _start(import_: ProjectImport) -> None:
    import_.state = ImportState.RUNNING
    import_.save(update_fields=["state"])
    jobs.run.defer(import_id=import_.id)


def _sorted_out(import_: ProjectImport, outcomes: Iterable[Outcome]) -> tuple[list[Entry], list[RefusedRow]]:
    entries: list[Entry] = []
    refused: list[RefusedRow] = []
    for outcome in outcomes:
        import_.rows += 1
        if import_.rows > MAX_ROWS:
            sentence = _("Ce fichier dépasse %(limit)s lignes. Importez-le en plusieurs fois.") % {"limit": MAX_ROWS}
            raise Refused(sentence, field="file", code="too_long")
        if isinstance(outcome, Entry):
            entries.append(outcome)
        elif isinstance(outcome, Duplicate):
            import_.duplicates += 1
        else:
            refused.append(outcome)
    return entries, refused


def _kept(row: RefusedRow) -> dict[str, object]:
    names = ("row", "column", "value", "code", "message", "hint")
    problems = [{name: _plain(getattr(fault, name)) for name in names} for fault in row.problems]
    return {"row": row.row, "cells": list(row.cells), "problems": problems}


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)


def _locked(import_id: UUID) -> ProjectImport:
    """The import, held until the transaction ends. Raises Conflict when it does not wait any more."""
    import_ = ProjectImport.objects.select_for_update(of=("self",)).get(id=import_id)
    if import_.state != ImportState.CHECKED:
        raise Conflict(_("Cet import a déjà avancé. Rechargez la page pour voir où il en est."))
    return import_
