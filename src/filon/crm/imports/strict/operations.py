"""What a user does with a file that follows a model: drop it, let it in, forget it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from filon.crm.imports.reading import Table, open_table
from filon.crm.imports.records import Duplicate, Problem
from filon.crm.imports.records import Refused as RefusedRow
from filon.crm.imports.strict.models import StrictImport
from filon.crm.imports.strict.states import ImportState
from filon.kernel.errors import Conflict, Refused

LONGEST_NAME = 200

Entry = TypeVar("Entry", bound=tuple[Any, ...])
Import = TypeVar("Import", bound=StrictImport)


def name_of(content: File[bytes]) -> str:
    """The name of a file without its folders, as any system writes them."""
    return Path((content.name or "").replace("\\", "/")).name[:LONGEST_NAME] or _("Fichier sans nom")


@contextmanager
def opened(content: File[bytes]) -> Iterator[Table]:
    """The table that a file holds, while it is read. Raises Refused, field ``file``, when it cannot be read."""
    with NamedTemporaryFile(suffix=".csv") as copy:
        for chunk in content.chunks():
            copy.write(chunk)
        copy.flush()
        yield open_table(Path(copy.name))


def sort_out(
    import_: StrictImport, outcomes: Iterable[Entry | Duplicate | RefusedRow], *, limit: int
) -> tuple[list[Entry], list[RefusedRow]]:
    """The accepted rows and the refused ones, counted. Raises Refused when there are more than ``limit`` rows."""
    entries: list[Entry] = []
    refused: list[RefusedRow] = []
    for outcome in outcomes:
        import_.rows += 1
        if import_.rows > limit:
            sentence = _("Ce fichier dépasse %(limit)s lignes. Importez-le en plusieurs fois.") % {"limit": limit}
            raise Refused(sentence, field="file", code="too_long")
        if isinstance(outcome, Duplicate):
            import_.duplicates += 1
        elif isinstance(outcome, RefusedRow):
            refused.append(outcome)
        else:
            entries.append(outcome)
    return entries, refused


def keep(
    import_: StrictImport, entries: Sequence[tuple[Any, ...]], refused: Iterable[RefusedRow], *, begin: Begin
) -> None:
    """Save what a file holds until somebody says yes; a file without any fault begins at once (ST-37)."""
    import_.entries = [list(entry) for entry in entries]
    import_.refused = sorted((_kept(row) for row in refused), key=lambda kept: kept["row"])
    import_.accepted, import_.errors = len(import_.entries), len(import_.refused)
    with transaction.atomic():
        import_.save()
        if import_.accepted and not import_.errors:
            _start(import_, begin)


def start(model: type[Import], import_id: UUID, *, ignore_errors: bool, begin: Begin) -> Import:
    """[Importer], or [Ignorer et importer] with ``ignore_errors``: rows in error stay out (ST-38, ST-39).

    Raises Refused while there are errors that the user has not chosen to ignore, and when nothing would come in.
    """
    with transaction.atomic():
        import_ = _locked(model, import_id, ImportState.CHECKED)
        if import_.errors and not ignore_errors:
            raise Refused(
                _("Des lignes comportent des erreurs. Corrigez le fichier, ou choisissez « Ignorer et importer »."),
                code="errors_left",
            )
        if not import_.accepted:
            raise Refused(_("Aucune ligne de ce fichier ne peut être importée."), code="nothing_to_import")
        _start(import_, begin)
    return import_


def cancel(model: type[StrictImport], import_id: UUID) -> None:
    """Forget a file that waits or that stopped; what of it is in already stays."""
    with transaction.atomic():
        _locked(model, import_id, ImportState.CHECKED, ImportState.FAILED).delete()


Begin = Callable[[UUID], object]
"""Plans the long work of an import, in the transaction that says yes to it."""


def _start(import_: StrictImport, begin: Begin) -> None:
    import_.state = ImportState.RUNNING
    import_.save(update_fields=["state"])
    begin(import_.id)


def _locked(model: type[Import], import_id: UUID, *states: ImportState) -> Import:
    """The import, held until the transaction ends. Raises Conflict when it is in none of ``states``."""
    import_ = model.objects.select_for_update(of=("self",)).get(id=import_id)
    if import_.state not in states:
        raise Conflict(_("Cet import a déjà avancé. Rechargez la page pour voir où il en est."))
    return import_


def _kept(row: RefusedRow) -> dict[str, Any]:
    return {"row": row.row, "cells": list(row.cells), "problems": [_told(fault) for fault in row.problems]}


def _told(fault: Problem) -> dict[str, Any]:
    return {
        "row": fault.row,
        "column": fault.column,
        "value": fault.value,
        "code": fault.code,
        "message": str(fault.message),
        "hint": str(fault.hint),
    }
