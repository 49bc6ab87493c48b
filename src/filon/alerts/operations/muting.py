"""[dislike] on a project (CO-203), and back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from filon.alerts import service
from filon.alerts.events import ProjectMuted, ProjectRestored
from filon.alerts.models import Project
from filon.timeline.events import publish


def mute(project_id: UUID, *, muted: bool, now: datetime, by: int | None = None) -> bool:
    """Nobody is told of the project's updates any more, or everybody again. False when it was so already.

    Says what is wanted and not "the other way round": two who click at once want the same. Raises Refused,
    Project.DoesNotExist.
    """
    service.require()
    with transaction.atomic():
        project = Project.objects.select_for_update().get(id=project_id)
        if muted == (project.muted_at is not None):
            return False
        project.muted_at, project.muted_by_id = (now, by) if muted else (None, None)
        project.save(update_fields=["muted_at", "muted_by"])
        event = ProjectMuted() if muted else ProjectRestored()
        publish(event, at=now, company_id=project.company_id, origin_id=project.id, actor_id=by)
    return True
