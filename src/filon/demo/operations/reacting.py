"""Reactions are delivered when their time has come on the clock of their workspace."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from filon.demo.behaviours.clicks import CLICK
from filon.demo.models import SandboxReaction
from filon.demo.operations.accounts import Filing, file_mail
from filon.demo.operations.clicking import click
from filon.demo.servers.store import INBOX
from filon.kernel.tenancy import scope
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

BATCH = 200


def deliver_due(*, machine_now: datetime) -> int:
    """Deliver what is due in every sample workspace; how many. Two workers never deliver the same one twice."""
    with connection.cursor() as cursor:
        cursor.execute("select workspace_id from demo_due_workspaces(%s)", [machine_now])
        workspaces: list[UUID] = [row[0] for row in cursor.fetchall()]
    delivered = 0
    for workspace in Workspace.objects.filter(id__in=workspaces):
        with scope(workspace.id):
            delivered += deliver_due_here(now=clock_for(workspace).now())
    return delivered


def deliver_due_here(*, now: datetime) -> int:
    """The same for the open scope. Each arrives with the time at which it was due, even when the clock jumped."""
    with transaction.atomic():
        due = (
            SandboxReaction.objects.select_for_update(skip_locked=True, of=("self",))
            .select_related("mail")
            .filter(delivered_at=None, due_at__lte=now)
            .order_by("due_at", "id")[:BATCH]
        )
        count = 0
        for reaction in due:
            if reaction.kind == CLICK:
                click(bytes(reaction.raw), now=reaction.due_at)
            else:
                filing = Filing(bytes(reaction.raw), reaction.due_at, reaction.mail.recipient, reaction.mail.sender)
                file_mail(reaction.account_id, INBOX, filing=filing)
            SandboxReaction.objects.filter(id=reaction.id).update(delivered_at=now)
            count += 1
    return count
