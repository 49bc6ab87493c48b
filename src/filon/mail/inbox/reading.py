"""Mailboxes read in turn: every one at least once in five minutes, each by one worker at a time (CO-106, A-CO-31)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from filon.kernel.clock import SystemClock
from filon.kernel.tenancy import scope
from filon.mail.delivery.mailboxes import break_down, mend
from filon.mail.imap import Batch, Folder, ImapFailure, ImapReader, ImapSettings, Position, Role, Start
from filon.mail.inbox.receiving import receive
from filon.mail.models import Mailbox, Message
from filon.mail.states import Direction, Trouble
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace

logger = logging.getLogger(__name__)

READ_EVERY = timedelta(seconds=60)
READ_EVERY_SAMPLE = timedelta(seconds=2)
"""The sample workspace's server is on this machine, and a visitor is waiting for the answers."""
FIRST_LOOK_BACK = timedelta(days=7)
"""How far back a mailbox without a known position is read."""
READ_AGAIN_AFTER_REFUSAL = timedelta(hours=1)
"""A password that is refused again and again gets the account locked."""


@dataclass(frozen=True)
class MailboxRef:
    workspace_id: UUID
    mailbox_id: UUID


def readable() -> list[MailboxRef]:
    """The mailboxes of all workspaces that can be read."""
    with connection.cursor() as cursor:
        cursor.execute("select workspace_id, mailbox_id from mail_readable_mailboxes()")
        return [MailboxRef(*row) for row in cursor.fetchall()]


def read_due() -> int:
    """Read every mailbox whose turn has come; answers how many mails of ours they brought."""
    return sum(read_one(ref) for ref in readable())


def read_one(ref: MailboxRef, *, at_once: bool = False) -> int:
    """Read what is new in one mailbox unless it was read lately (``at_once`` ignores that) or another worker has it."""
    with scope(ref.workspace_id):
        workspace = Workspace.objects.get(id=ref.workspace_id)
        moment = SystemClock().now()
        mailbox = Mailbox.objects.get(id=ref.mailbox_id)
        if not _take(mailbox, moment, every=timedelta(0) if at_once else _every(mailbox, workspace)):
            return 0
        try:
            with ImapReader(settings_of(mailbox)) as reader:
                received = sum(_read_folder(reader, folder, mailbox, workspace) for folder in reader.folders())
        except ImapFailure as failure:
            _failed(mailbox, failure, now=clock_for(workspace).now())
            return 0
        if mailbox.trouble == Trouble.READING:
            mend(mailbox.id, now=clock_for(workspace).now())
        return received


def settings_of(mailbox: Mailbox) -> ImapSettings:
    return ImapSettings(
        host=mailbox.imap_host,
        port=mailbox.imap_port,
        security=mailbox.imap_security,  # type: ignore[arg-type]  # the choices of the column are those words
        user=mailbox.imap_user,
        password=mailbox.imap_password,
    )


def _every(mailbox: Mailbox, workspace: Workspace) -> timedelta:
    if mailbox.trouble == Trouble.READING:
        return READ_AGAIN_AFTER_REFUSAL
    return READ_EVERY_SAMPLE if workspace.is_sample else READ_EVERY


def _take(mailbox: Mailbox, moment: datetime, *, every: timedelta) -> bool:
    """Of several workers the one whose UPDATE matches reads; the others find the mailbox just read."""
    free = Mailbox.objects.filter(id=mailbox.id).exclude(read_at__gt=moment - every)
    return free.update(read_at=moment) == 1


def _read_folder(reader: ImapReader, folder: Folder, mailbox: Mailbox, workspace: Workspace) -> int:
    """All that is new in a folder, batch by batch; the position is saved with what was received."""
    if folder.role == Role.SENT:
        return 0
    received = 0
    while True:
        now = clock_for(workspace).now()
        stored = mailbox.positions.get(folder.name)
        position = Position(*stored) if stored else None
        start = Start(since=(SystemClock().now() - FIRST_LOOK_BACK).date(), known=_known(mailbox))
        batch = reader.read_new(folder.name, position, start=start)
        received += _keep(batch, folder, mailbox, now=now)
        if not batch.more:
            return received


def _keep(batch: Batch, folder: Folder, mailbox: Mailbox, *, now: datetime) -> int:
    kept = 0
    for mail in batch.mails:
        kept += _receive_safely(mailbox, mail.raw, uid=mail.uid, now=now)
    with transaction.atomic():
        row = Mailbox.objects.select_for_update().get(id=mailbox.id)
        row.positions[folder.name] = [batch.position.validity, batch.position.uid]
        row.save(update_fields=["positions"])
    mailbox.positions = row.positions
    return kept


def _receive_safely(mailbox: Mailbox, raw: bytes, *, uid: int, now: datetime) -> bool:
    """One mail that cannot be received must not stop the others behind it."""
    try:
        return receive(mailbox=mailbox, raw=raw, now=now) is not None
    except (ValueError, LookupError, RecursionError):
        logger.exception("mailbox %s: mail %s could not be received", mailbox.id, uid)
        return False


def _known(mailbox: Mailbox) -> Callable[[Collection[str]], Collection[str]]:
    """Which of these Message-IDs the mailbox has brought already."""

    def known(message_ids: Collection[str]) -> Collection[str]:
        rows = Message.objects.filter(mailbox=mailbox, direction=Direction.IN, message_id__in=list(message_ids))
        return set(rows.values_list("message_id", flat=True))

    return known


def _failed(mailbox: Mailbox, failure: ImapFailure, *, now: datetime) -> None:
    """What a person must mend breaks the mailbox; anything else is tried again next time."""
    logger.warning("mailbox %s cannot be read: %s", mailbox.id, failure.reason)
    if failure.permanent:
        break_down(mailbox.id, trouble=Trouble.READING, detail=failure.detail[:500], now=now)
