"""What is left to do."""

from __future__ import annotations

from django.db.models import QuerySet

from filon.crm.tasks.models import Task


def open_tasks() -> QuerySet[Task]:
    """Those of the workspace, the oldest first."""
    return Task.objects.filter(done_at=None).order_by("since", "id")
