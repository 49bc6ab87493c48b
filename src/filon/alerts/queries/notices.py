"""Notices of projects, for the one they are for."""

from __future__ import annotations

from django.db.models import QuerySet

from filon.alerts import service
from filon.alerts.models import ProjectNotice


def unread(user_id: int) -> QuerySet[ProjectNotice]:
    """What the user was told and has not seen, oldest first; nothing while the service is off (CO-201)."""
    rows = ProjectNotice.objects.filter(service.active(), user=user_id, read_at=None)
    rows = rows.select_related("project__company", "update").order_by("at", "id")
    return rows.defer(
        "project__search", "project__text_key", "project__context", "project__needs", "project__company__search"
    )
