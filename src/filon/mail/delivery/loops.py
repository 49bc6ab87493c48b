"""What the worker does again and again about sending mail."""

from __future__ import annotations

from django.db import connection

from filon.kernel.loops import loop
from filon.kernel.tenancy import scope
from filon.mail.delivery import journals, transport
from filon.mail.delivery.jobs import probe
from filon.mail.delivery.mailboxes import needs_probe
from filon.mail.models import Mailbox
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

CLOSE_IDLE_EVERY_S = 10.0
PROBE_EVERY_S = 60.0
ONCE_A_DAY_S = 86_400.0


@loop("idle connections", every=CLOSE_IDLE_EVERY_S)
def close_idle_connections() -> int:
    """Leave before the server does. Not counted as work: it never ends."""
    transport.close_idle()
    return 0


@loop("broken mailboxes", every=PROBE_EVERY_S)
def probe_broken_mailboxes() -> int:
    """Ask for a try of each broken mailbox that has been left alone for long enough."""
    with connection.cursor() as cursor:
        cursor.execute("select workspace_id, mailbox_id from mail_broken_mailboxes()")
        broken = cursor.fetchall()
    for workspace_id, mailbox_id in broken:
        now = clock_for(Workspace.objects.get(id=workspace_id)).now()
        with scope(workspace_id):
            mailbox = Mailbox.objects.filter(id=mailbox_id).first()
            if mailbox is not None and needs_probe(mailbox, now=now):
                probe.defer_once(mailbox_id=mailbox_id)
    return 0


@loop("old journals", every=ONCE_A_DAY_S)
def forget_old_journals() -> int:
    """Remove the journals of workers that died long ago."""
    journals.tidy()
    return 0
