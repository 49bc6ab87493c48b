"""The jobs of this room."""

from __future__ import annotations

from uuid import UUID

from filon.kernel.jobs import job
from filon.kernel.tenancy import current_workspace
from filon.market.engine import current_market
from filon.tenants.clock import clock_for
from filon.tenants.queries import workspace


@job()
def refresh_routine(*, routine_id: UUID) -> None:
    """Refresh a routine that was saved. Done twice, the second changes nothing."""
    from filon.market.operations.refreshing import refresh  # noqa: PLC0415 whose package defers this job

    now = clock_for(workspace(current_workspace())).now()
    refresh(routine_id, market=current_market(), now=now)
