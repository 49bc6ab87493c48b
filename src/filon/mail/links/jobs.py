"""Clicks are judged once it is known what came with them."""

from __future__ import annotations

from uuid import UUID

from filon.kernel.jobs import job
from filon.kernel.tenancy import current_workspace
from filon.mail.links import operations
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace


@job(queue="mail")
def judge_clicks(*, message_id: UUID) -> None:
    now = clock_for(Workspace.objects.get(id=current_workspace())).now()
    operations.judge(message_id, now=now)
