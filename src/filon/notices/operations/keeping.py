"""Notices that are old go, and e-mails that could not leave are tried again, or given up."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from filon.notices.models import Notice
from filon.notices.states import MailState

KEPT = timedelta(days=90)
LATE = timedelta(hours=1)
TOO_LATE = timedelta(days=1)
"""An e-mail about what happened yesterday helps nobody: it stands under the flag."""


def forget_old_notices(*, now: datetime) -> int:
    """Forget what the users of the open workspace were told more than ``KEPT`` ago; answers how many."""
    return Notice.objects.filter(at__lt=now - KEPT).delete()[0]


def mail_again(*, now: datetime) -> int:
    """Have e-mails that wait for an hour tried again, and give up those of yesterday; answers for how many users.

    What is tried again waits another hour from now on.
    """
    from filon.notices.jobs import mail_notices  # noqa: PLC0415 the job calls these operations

    waiting = Notice.objects.filter(mail=MailState.WAITING)
    waiting.filter(at__lt=now - TOO_LATE).update(mail=MailState.DROPPED)
    late = waiting.filter(mail_at__lt=now - LATE)
    with transaction.atomic():
        users = sorted(set(late.select_for_update(skip_locked=True).values_list("user_id", flat=True)))
        late.filter(user__in=users).update(mail_at=now)
        return mail_notices.defer_many({"user_id": user_id} for user_id in users)
