"""What delivery asks of the network outside its turns."""

from __future__ import annotations

import logging
from uuid import UUID

from filon.kernel.jobs import job
from filon.kernel.tenancy import current_workspace
from filon.mail.delivery.queries import uncertain
from filon.mail.imap import ImapFailure, ImapReader, ImapSettings, Role
from filon.mail.models import Mailbox
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

logger = logging.getLogger(__name__)

MOST_DOUBTS = 200


@job(queue="mail")
def look_in_sent_folder(*, mailbox_id: UUID) -> None:
    """Settle what is uncertain by looking for its Message-ID among what the mailbox has sent.

    What is found was sent. What is not stays uncertain: not every server files what it sends.
    """
    from filon.mail.delivery.operations import consider_sent  # noqa: PLC0415 operations defer this job

    mailbox = Mailbox.objects.get(id=mailbox_id)
    doubts = uncertain().filter(mailbox=mailbox).reverse()[:MOST_DOUBTS]
    now = clock_for(Workspace.objects.get(id=current_workspace())).now()
    for message_id in _found(mailbox, list(doubts.values_list("id", "message_id"))):
        consider_sent(message_id, now=now)


@job(queue="mail")
def probe(*, mailbox_id: UUID) -> None:
    """Check a broken mailbox as its settings page does, sending and reading, and mend it when all is well again."""
    from filon.mail.delivery.mailboxes import needs_probe  # noqa: PLC0415 as above
    from filon.mail.operations import check_mailbox  # noqa: PLC0415 as above

    now = clock_for(Workspace.objects.get(id=current_workspace())).now()
    if needs_probe(Mailbox.objects.get(id=mailbox_id), now=now):
        check_mailbox(mailbox_id, now=now)


def _found(mailbox: Mailbox, doubts: list[tuple[UUID, str]]) -> list[UUID]:
    if not doubts or not mailbox.imap_host:
        return []
    settings = ImapSettings(
        host=mailbox.imap_host,
        port=mailbox.imap_port,
        security=mailbox.imap_security,  # type: ignore[arg-type]  # the choices of the column are those words
        user=mailbox.imap_user,
        password=mailbox.imap_password,
    )
    try:
        with ImapReader(settings) as reader:
            sent = [folder.name for folder in reader.folders() if folder.role is Role.SENT]
            return [row for row, name in doubts if any(reader.holds(folder, name) for folder in sent)]
    except ImapFailure as failure:
        logger.warning("the Sent folder of mailbox %s cannot be read: %s", mailbox.id, failure.reason)
        return []
