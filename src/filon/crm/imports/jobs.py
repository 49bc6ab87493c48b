"""The long work of imports. Each job may be killed and run again: it goes on where it was, with one effect."""

from __future__ import annotations

from uuid import UUID

from filon.crm.imports import reverting, running
from filon.kernel.jobs import job


@job(queue="imports")
def check(*, import_id: UUID) -> None:
    """Read the whole file and say what would become of every row."""
    running.check_file(import_id)


@job(queue="imports")
def run(*, import_id: UUID) -> None:
    """Write the accepted rows, batch by batch."""
    running.write_file(import_id)


@job(queue="imports")
def take_back(*, import_id: UUID, by: int | None = None) -> None:
    """Undo what the import wrote, as far as nothing has happened to it since."""
    reverting.take_back(import_id, by=by)
