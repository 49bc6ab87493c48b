"""Projects written down, brought up to date, put right and deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from filon.alerts import service
from filon.alerts.events import ProjectAdded, ProjectCorrected, ProjectDeleted, ProjectUpdated
from filon.alerts.fields import ProjectFields, UpdateFields, text_of
from filon.alerts.models import Project, ProjectContact, ProjectUpdate
from filon.alerts.states import Origin
from filon.alerts.vocabulary import vocabulary
from filon.crm.models import Contact
from filon.directory.models import Company
from filon.directory.operations import CompanyDraft, upsert_companies
from filon.kernel.errors import Conflict, Refused
from filon.kernel.text import squash
from filon.timeline.events import publish

LONGEST_NAME = 200


def create_project(
    company_id: UUID,
    fields: ProjectFields,
    *,
    now: datetime,
    by: int | None = None,
    origin: Origin = Origin.TEAM,
    source: str = "",
) -> Project:
    """Write a project of a company down; rules that want it tell their recipients (CO-187…191). ``source`` is shown.

    Raises Refused for a fault or while the service is off, Company.DoesNotExist.
    """
    service.require()
    company = Company.objects.only("id", "name_key").get(id=company_id)
    columns = fields.columns(vocabulary(), company_key=company.name_key)
    with transaction.atomic():
        project = Project.objects.create(
            **columns,
            company=company,
            origin=origin,
            source=source,
            created_by_id=by,
            created_at=now,
            updated_at=now,
        )
        _collected(project, fields.contacts)
        event = ProjectAdded(category=project.category, stage=project.stage, origin=project.origin)
        publish(event, at=now, company_id=company.id, origin_id=project.id, actor_id=by)
    return project


def add_update(project_id: UUID, fields: UpdateFields, *, now: datetime, by: int | None = None) -> ProjectUpdate:
    """Keep what was learnt, and the stage it brought (CO-190, CO-191); rules that want it tell their recipients.

    Raises Refused when nothing was learnt, for an unknown stage, or while the service is off; Project.DoesNotExist.
    """
    service.require()
    text = text_of(fields.text, name="text")
    if fields.stage and fields.stage not in vocabulary().stages.by_code:
        raise Refused(_("Choisissez une maturité."), field="stage", code="stage_unknown")
    with transaction.atomic():
        project = Project.objects.select_for_update().get(id=project_id)
        stage = fields.stage or project.stage
        if not text and stage == project.stage:
            raise Refused(_("Dites ce qui a été appris, ou changez la maturité."), field="text", code="nothing_new")
        update = ProjectUpdate.objects.create(
            project=project, at=now, by_id=by, stage_before=project.stage, stage=stage, text=text
        )
        _collected(project, fields.contacts, update=update)
        project.stage, project.updated_at = stage, now
        project.save(update_fields=["stage", "updated_at"])
        tell_update(project, update, now=now, by=by)
    return update


def correct_project(
    project_id: UUID, fields: ProjectFields, *, seen: datetime, now: datetime, by: int | None = None
) -> Project:
    """Put the card right: title, category and texts, not the stage, which advances by an update. Nobody is told.

    ``seen`` is the ``updated_at`` of what the person was shown: Conflict when it was changed since. Raises Refused.
    """
    service.require()
    with transaction.atomic():
        project = Project.objects.select_for_update().get(id=project_id)
        columns = fields.columns(vocabulary(), company_key=project.company_key) | {"stage": project.stage}
        changed = tuple(name for name, value in columns.items() if getattr(project, name) != value)
        if not changed:
            return project
        if project.updated_at != seen:
            raise Conflict(_("Ce projet a été modifié entre-temps : fermez ce formulaire et rouvrez-le."))
        for name in changed:
            setattr(project, name, columns[name])
        project.updated_at = now
        project.save(update_fields=[*changed, "updated_at"])
        told = tuple(name for name in changed if not name.endswith("_key"))
        publish(ProjectCorrected(fields=told), at=now, company_id=project.company_id, origin_id=project.id, actor_id=by)
    return project


def delete_project(project_id: UUID, *, now: datetime, by: int | None = None) -> None:
    """Delete a project with its updates and the notices about it. Raises Project.DoesNotExist."""
    service.require()
    with transaction.atomic():
        project = Project.objects.select_for_update().only("id", "company_id").get(id=project_id)
        publish(ProjectDeleted(), at=now, company_id=project.company_id, origin_id=project.id, actor_id=by)
        project.delete()


def company_called(name: str, *, now: datetime) -> UUID:
    """The workspace's company of this name, or a new one. Raises Refused without a name."""
    wanted = squash(name)
    if not wanted:
        raise Refused(_("Indiquez la société."), field="company_name", code="company_missing")
    return upsert_companies([CompanyDraft(wanted[:LONGEST_NAME])], now=now)[0].id


def tell_update(project: Project, update: ProjectUpdate, *, now: datetime, by: int | None) -> None:
    event = ProjectUpdated(
        update_id=update.id, category=project.category, stage_before=update.stage_before, stage=update.stage
    )
    publish(event, at=now, company_id=project.company_id, origin_id=project.id, actor_id=by)


def _collected(project: Project, contacts: Iterable[UUID], *, update: ProjectUpdate | None = None) -> None:
    """Who said it; contacts that are not of this workspace, or gone, are left out."""
    here = Contact.objects.filter(id__in=set(contacts)).order_by("id").values_list("id", flat=True)
    ProjectContact.objects.bulk_create(
        ProjectContact(project=project, update=update, contact_id=contact_id) for contact_id in here
    )
