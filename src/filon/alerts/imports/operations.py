"""What a user does with a file of projects: drop it, let it in, forget it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.files.base import File

from filon.alerts import service
from filon.alerts.imports import jobs
from filon.alerts.imports.checking import Layout, Outcome, check
from filon.alerts.imports.limits import MAX_ROWS
from filon.alerts.imports.models import ProjectImport
from filon.alerts.imports.records import Entry
from filon.alerts.imports.screening import screened
from filon.alerts.imports.template import MODEL
from filon.alerts.vocabulary import vocabulary
from filon.crm.imports.records import Refused
from filon.crm.imports.strict import operations as strict

LONGEST_SOURCE = 120


def upload(content: File[bytes], *, now: datetime, by: int | None = None) -> ProjectImport:
    """Read and check a file; what it holds waits for a yes. A file without any fault is let in at once.

    Raises Refused, field ``file``, for a file that cannot be read or does not follow the model; nothing is kept.
    """
    service.require()
    name = strict.name_of(content)
    import_ = ProjectImport(name=name, source=name[:LONGEST_SOURCE], created_at=now, created_by_id=by)
    with strict.opened(content) as table:
        layout = Layout(fields=MODEL.fields_of(table.layout.columns), names=table.columns, words=vocabulary())
        return keep(import_, check(table.rows(), layout), layout=layout)


def keep(import_: ProjectImport, outcomes: Iterable[Outcome], *, layout: Layout) -> ProjectImport:
    """Count and keep what became of every row; without a fault, begin. Raises Refused when there are too many."""
    read: tuple[list[Entry], list[Refused]] = strict.sort_out(import_, outcomes, limit=MAX_ROWS)
    entries, strangers = screened(read[0], layout)
    import_.columns = list(layout.names)
    strict.keep(import_, entries, [*read[1], *strangers], begin=_begin)
    return import_


def start(import_id: UUID, *, ignore_errors: bool) -> ProjectImport:
    """[Importer], or [Ignorer et importer] with ``ignore_errors``: refused rows stay out. Raises Refused."""
    service.require()
    return strict.start(ProjectImport, import_id, ignore_errors=ignore_errors, begin=_begin)


def cancel(import_id: UUID) -> None:
    """Forget a file that waits; what of it is in already stays."""
    strict.cancel(ProjectImport, import_id)


def _begin(import_id: UUID) -> None:
    jobs.run.defer(import_id=import_id)
