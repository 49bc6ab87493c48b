"""What alerts do when something happens to projects and companies. Runs in the transaction of what happened."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from filon.alerts.events import ProjectAdded, ProjectUpdated
from filon.alerts.matching import Change
from filon.alerts.models import Project
from filon.alerts.operations.telling import tell
from filon.directory.events import CompanyChanged
from filon.directory.models import Company
from filon.timeline.events import Published, subscribe


@subscribe(ProjectAdded, ProjectUpdated)
def tell_recipients(batch: Sequence[Published]) -> None:
    """Rules that want these projects tell their recipients."""
    ids = [p.origin_id for p in batch if p.origin_id]
    muted = set(Project.objects.filter(id__in=ids, muted_at__isnull=False).values_list("id", flat=True))
    changes = [change for p in batch if (change := _change(p, muted=muted))]
    tell(changes, now=batch[-1].at, by=batch[-1].actor_id)


@subscribe(CompanyChanged)
def follow_the_name(batch: Sequence[Published]) -> None:
    """The company's folded name, kept beside each project for lists, changes with the company."""
    renamed = [
        p.company_id for p in batch if p.company_id and isinstance(p.event, CompanyChanged) and "name" in p.event.fields
    ]
    for company_id, key in Company.objects.filter(id__in=renamed).values_list("id", "name_key"):
        Project.objects.filter(company_id=company_id).exclude(company_key=key).update(company_key=key)


def _change(published: Published, *, muted: set[UUID]) -> Change | None:
    event, project_id, company_id = published.event, published.origin_id, published.company_id
    if not isinstance(event, ProjectAdded | ProjectUpdated) or project_id is None or company_id is None:
        return None
    return Change(
        project_id=project_id,
        company_id=company_id,
        category=event.category,
        muted=project_id in muted,
        update_id=event.update_id if isinstance(event, ProjectUpdated) else None,
    )
