"""E-mails of notices, written by a worker after the commit."""

from __future__ import annotations

from filon.kernel.jobs import job
from filon.kernel.tenancy import current_workspace
from filon.notices.operations.mailing import mail_waiting
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace


@job(queue="mail")
def mail_notices(*, user_id: int) -> None:
    """One e-mail with all that waits for the user; nothing when another run was quicker."""
    workspace = Workspace.objects.get(id=current_workspace())
    mail_waiting(user_id, now=clock_for(workspace).now())
