from __future__ import annotations

from uuid import UUID

from filon.alerts.imports import running
from filon.kernel.jobs import job


@job(queue="imports")
def run(*, import_id: UUID) -> None:
    """Write the accepted projects, batch by batch; killed and run again, it goes on where it was."""
    running.let_in(import_id)
