"""Notices of suspects, for the one they are for."""

from __future__ import annotations

from django.db.models import QuerySet

from filon.market.models import SuspectNotice


def unread(user_id: int) -> QuerySet[SuspectNotice]:
    """What the user was told and has not seen, oldest first; nothing of a routine that was put away."""
    rows = SuspectNotice.objects.filter(user=user_id, read_at=None, routine__archived_at=None)
    return rows.select_related("routine").order_by("at", "id")
