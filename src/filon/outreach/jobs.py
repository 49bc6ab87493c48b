"""The jobs of this room."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from filon.kernel.jobs import job
from filon.outreach.models import Campaign


@job()
def engage_audience(*, campaign_id: UUID, at: datetime, by: int | None) -> None:
    """Engage a large audience after its launch at ``at``. Done twice, it engages nobody twice."""
    from filon.outreach.operations.launching import engage_launched  # noqa: PLC0415 which defers this job

    engage_launched(Campaign.objects.get(id=campaign_id), now=at, by=by)
