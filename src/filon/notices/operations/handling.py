"""Notices dealt with: by opening the record they lead to, by hand, or because their subject is settled elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from filon.kernel import live
from filon.kernel.tenancy import current_workspace
from filon.notices.models import Notice
from filon.notices.operations.telling import PARTS


def visit(record_id: UUID, *, user_id: int, now: datetime) -> int:
    """The user opened the page of a company, or of the origin where there is no company: what they were told of it is
    dealt with (CO-186). Answers how many."""
    record = Q(company_id=record_id) | Q(company_id=None, origin_id=record_id)
    return _mark(_open(user_id).filter(record), user_id=user_id, now=now)


def settle(kind: str, keys: Iterable[UUID], *, user_id: int, now: datetime) -> int:
    """What happened under these keys needs nothing more of the user; answers how many notices that was."""
    return _mark(_open(user_id).filter(kind=kind, key__in=list(keys)), user_id=user_id, now=now)


def handle(notice_id: UUID, *, user_id: int, now: datetime) -> bool:
    """Dealt with, by its owner. False for a notice of somebody else, or dealt with before."""
    return bool(_mark(_open(user_id).filter(id=notice_id), user_id=user_id, now=now))


def handle_all(*, user_id: int, now: datetime) -> int:
    """Everything under the user's flag up to ``now``; what comes meanwhile stays. Answers how many."""
    return _mark(_open(user_id).filter(in_app=True, at__lte=now), user_id=user_id, now=now)


def reopen(handled_at: datetime, *, user_id: int) -> int:
    """Take back what was dealt with at this very moment; answers how many."""
    rows = Notice.objects.filter(user=user_id, in_app=True, handled_at=handled_at)
    return _mark(rows, user_id=user_id, now=None)


def _open(user_id: int) -> QuerySet[Notice]:
    return Notice.objects.filter(user=user_id, handled_at=None)


def _mark(rows: QuerySet[Notice], *, user_id: int, now: datetime | None) -> int:
    changed = rows.update(handled_at=now)
    if changed:
        for part in PARTS:
            live.notify(current_workspace(), part, user_id=user_id)
    return changed
