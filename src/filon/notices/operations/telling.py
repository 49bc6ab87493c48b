"""From what happened to those who are told of it, in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from filon.kernel import live
from filon.kernel.tenancy import current_workspace
from filon.notices.channels import channels_of
from filon.notices.kinds import KINDS, Channels
from filon.notices.models import Notice
from filon.notices.states import MailState
from filon.tenants.models import Member

PARTS = ("notice", "badge")


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """Something to tell these users of. ``kind`` is a registered one; ``key`` names what happened, for good."""

    kind: str
    key: UUID
    user_ids: Collection[int]
    at: datetime
    company_id: UUID | None = None
    contact_id: UUID | None = None
    origin_id: UUID | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def notify(occurrences: Iterable[Occurrence]) -> int:
    """Tell each user once, through the channels they want (CO-180…183); answers how many notices were wanted.

    Told again, by another worker or after a crash, nobody has a second notice. Who is not in the workspace is not told.
    A number of queries that does not depend on how many occurrences there are. E-mails leave after the commit.
    """
    told = list(occurrences)
    wanted = {user_id for each in told for user_id in each.user_ids}
    members = Member.objects.filter(workspace=current_workspace(), left_at=None, user__in=wanted)
    here = set(members.values_list("user_id", flat=True)) if wanted else set()
    if not here:
        return 0
    found = channels_of(here, {each.kind for each in told}, now=max(each.at for each in told))
    pairs = ((each, user_id, found[user_id, each.kind]) for each in told for user_id in here & {*each.user_ids})
    rows = [_row(each, user_id, channels) for each, user_id, channels in pairs if channels.any]
    with transaction.atomic():
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        _spread(rows)
    return len(rows)


def _row(each: Occurrence, user_id: int, channels: Channels) -> Notice:
    return Notice(
        user_id=user_id,
        kind=KINDS[each.kind].key,
        key=each.key,
        company_id=each.company_id,
        contact_id=each.contact_id,
        origin_id=each.origin_id,
        data=dict(each.data),
        at=each.at,
        in_app=channels.in_app,
        mail=MailState.WAITING if channels.by_mail else MailState.NONE,
        mail_at=each.at if channels.by_mail else None,
    )


def _spread(rows: Iterable[Notice]) -> None:
    """Open pages hear of it, and a job writes the e-mails, one a user."""
    from filon.notices.jobs import mail_notices  # noqa: PLC0415 the job calls these operations

    for user_id in sorted({row.user_id for row in rows if row.in_app}):
        for part in PARTS:
            live.notify(current_workspace(), part, user_id=user_id)
    mailed = sorted({row.user_id for row in rows if row.mail})
    mail_notices.defer_many({"user_id": user_id} for user_id in mailed)
