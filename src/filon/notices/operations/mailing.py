"""The e-mail of what waits for a user: claimed first, then sent, so that no notice is ever mailed twice.

Who wins: the rows are claimed (WAITING → SENDING) in one transaction that skips what another run holds; a second run
finds none. A server that cannot be reached is asked before anything is claimed, and one that says no gives the rows
back: the job comes again. A run that dies after the claim leaves its rows SENDING for good: whether that e-mail left,
nobody knows, and the notice is under the flag anyway.
"""

from __future__ import annotations

import smtplib
from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from filon.kernel.tenancy import current_workspace
from filon.notices import queries
from filon.notices.mails import written
from filon.notices.models import Notice
from filon.notices.states import MailState
from filon.tenants.models import Member
from filon.tenants.reader import Reader, reading


class ServerSaysNo(RuntimeError):
    """The mail server did not take the e-mail; its words, which may hold the address, stay out of logs."""


def mail_waiting(user_id: int, *, now: datetime) -> int:
    """Send the user one e-mail with all that waits for them; answers how many notices it tells of.

    Looked at again at this moment: what was dealt with meanwhile, what the user may not see any more, and everything of
    who left the workspace, is dropped. Raises ServerSaysNo; OSError or smtplib.SMTPException for a server that is away.
    """
    if not Notice.objects.filter(user=user_id, mail=MailState.WAITING).exists():
        return 0
    with get_connection() as server:
        claimed, letter = _claim(user_id, now=now)
        if letter is None:
            return 0
        try:
            letter.connection = server
            letter.send()
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as no:
            _mark(claimed, MailState.WAITING, now=now)
            raise ServerSaysNo(type(no).__name__) from None
        _mark(claimed, MailState.SENT, now=now)
    return len(claimed)


def _claim(user_id: int, *, now: datetime) -> tuple[list[UUID], EmailMessage | None]:
    """Take what waits, and write the e-mail; (nothing, None) when there is nothing to tell."""
    with transaction.atomic():
        rows = Notice.objects.filter(user=user_id, mail=MailState.WAITING)
        ids = list(rows.select_for_update(skip_locked=True).values_list("id", flat=True))
        member = Member.objects.filter(workspace=current_workspace(), user=user_id, left_at=None)
        reader = member.select_related("user", "workspace").first()
        if reader is None:
            _mark(ids, MailState.DROPPED, now=now)
            return [], None
        with reading(Reader(user_id, reader.is_manager)):
            told = list(queries.shown().filter(id__in=ids, handled_at=None).order_by("at", "id"))
            letter = written(told, to=reader) if told else None
        wanted = [notice.id for notice in told]
        _mark(wanted, MailState.SENDING, now=now)
        _mark(sorted(set(ids) - set(wanted)), MailState.DROPPED, now=now)
    return wanted, letter


def _mark(ids: list[UUID], state: MailState, *, now: datetime) -> None:
    Notice.objects.filter(id__in=ids).update(mail=state, mail_at=now)
