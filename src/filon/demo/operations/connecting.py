"""The sample's mailbox is checked as any other one, as soon as the servers that it is on have started."""

from __future__ import annotations

import socket

from filon.kernel.tenancy import scope
from filon.mail.models import Mailbox
from filon.mail.operations import check_mailbox
from filon.mail.smtp.settings import is_loopback
from filon.mail.states import MailboxState
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

PATIENCE_S = 1.0


def check_new_mailboxes() -> int:
    """Check the mailboxes of sample workspaces that nobody has checked yet; how many work. One whose servers do not
    answer is left for the next time: starting is not a fault."""
    working = 0
    for workspace in Workspace.objects.filter(is_sample=True):
        with scope(workspace.id):
            for mailbox in Mailbox.objects.filter(state=MailboxState.NEW).exclude(imap_host=""):
                if is_loopback(mailbox.smtp_host) and _answers(mailbox.smtp_port) and _answers(mailbox.imap_port):
                    working += check_mailbox(mailbox.id, now=clock_for(workspace).now()).failed is None
    return working


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S).close()
    except OSError:
        return False
    return True
