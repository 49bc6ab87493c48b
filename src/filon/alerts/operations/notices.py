"""Notices of projects: seen by the one they are for, and unseen again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from filon.alerts import announcing
from filon.alerts.models import ProjectNotice
from filon.kernel import live
from filon.kernel.tenancy import current_workspace


def mark_read(notice_ids: list[UUID], *, user_id: int, now: datetime | None) -> int:
    """Seen at ``now``, or with None not yet; only the user's own. Answers how many changed."""
    rows = ProjectNotice.objects.filter(id__in=notice_ids, user=user_id, read_at__isnull=now is not None)
    return _mark(rows, user_id=user_id, now=now)


def mark_project_read(project_id: UUID, *, user_id: int, now: datetime) -> int:
    """The user has opened the project: what they were told of it is seen (CO-186)."""
    rows = ProjectNotice.objects.filter(project=project_id, user=user_id, read_at=None)
    return _mark(rows, user_id=user_id, now=now)


def _mark(rows: QuerySet[ProjectNotice], *, user_id: int, now: datetime | None) -> int:
    seen = list(rows)
    changed = rows.filter(id__in=[notice.id for notice in seen]).update(read_at=now) if seen else 0
    if now is not None:
        announcing.settle(seen, user_id=user_id, now=now)
    if changed:
        for part in ("today", "badge"):
            live.notify(current_workspace(), part)
    return changed
