"""`/alerts`: identified projects, read and told by programs (CO-187…191)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from filon.alerts import operations, service
from filon.alerts.fields import FIRST_STAGE, ProjectFields, UpdateFields
from filon.alerts.models import Project, ProjectUpdate
from filon.alerts.queries.projects import PROJECTS, history_of, projects, whole_projects
from filon.alerts.states import Origin
from filon.directory.models import Company
from filon.kernel.rest import Rows, rows
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

router = Router(tags=["alerts"])


class AlertOut(Schema):
    """An identified project. ``category`` and ``stage`` are codes; ``muted``: nobody is told of its updates."""

    id: UUID
    company_id: UUID
    title: str
    category: str
    stage: str
    origin: str
    source: str
    reference: str
    muted: bool
    created_at: datetime
    updated_at: datetime

    @staticmethod
    def resolve_muted(row: Project) -> bool:
        return row.muted_at is not None


class InformationOut(Schema):
    """What was learnt at one moment. ``contact_ids``: from whom."""

    at: datetime
    stage_before: str
    stage: str
    text: str
    contact_ids: list[UUID]


class AlertWhole(AlertOut):
    context: str
    needs: str
    contact_ids: list[UUID]
    updates: list[InformationOut]


class AlertIn(Schema):
    """A project of a company of the workspace. Contacts are those whom the information was collected from."""

    company_id: UUID
    category: str
    stage: str = FIRST_STAGE
    title: str = ""
    context: str = ""
    needs: str = ""
    contact_ids: list[UUID] = Field(default_factory=list, max_length=100)


class UpdateIn(Schema):
    text: str = ""
    stage: str = ""
    contact_ids: list[UUID] = Field(default_factory=list, max_length=100)


class UpdateOut(Schema):
    id: UUID
    at: datetime
    stage_before: str
    stage: str
    text: str


@router.get("/alerts", response=Rows[AlertOut], summary="Identified projects")
def alert_list(request: HttpRequest) -> dict[str, Any]:
    """Pages (``after``, ``limit``), found by words (``q``), narrowed (``category``, ``stage``, ``company``,
    ``origin``, ``muted``), sorted (``updated``, ``created``, ``company``)."""
    service.require()
    return rows(request, projects(), PROJECTS)


@router.post("/alerts", response={201: AlertOut}, summary="A new project")
def alert_create(request: HttpRequest, payload: AlertIn) -> Status[Project]:
    """Rules that want it tell their recipients."""
    company = one(Company, id=payload.company_id)
    given = payload.model_dump(exclude={"company_id", "contact_ids"})
    fields = ProjectFields(**given, contacts=tuple(payload.contact_ids))
    now = _now(request)
    return Status(201, operations.create_project(company.id, fields, now=now, origin=Origin.PROGRAM))


@router.get("/alerts/{uuid:project_id}", response=AlertWhole, summary="One project and what was learnt of it")
def alert_one(request: HttpRequest, project_id: UUID) -> dict[str, Any]:
    row = one(whole_projects(), id=project_id)
    service.require()
    told = history_of(row.id)
    of = [(each.update, [contact.id for contact in each.contacts]) for each in told]
    plain = AlertOut.from_orm(row).model_dump()
    return plain | {
        "context": row.context,
        "needs": row.needs,
        "contact_ids": next(ids for update, ids in of if update is None),
        "updates": [_information(update, ids) for update, ids in of if update is not None],
    }


@router.post("/alerts/{uuid:project_id}/updates", response={201: UpdateOut}, summary="Tell what was learnt")
def alert_update(request: HttpRequest, project_id: UUID, payload: UpdateIn) -> Status[ProjectUpdate]:
    """A text, a new stage, or both. Rules that want it tell their recipients, unless the project is muted."""
    row = one(Project, id=project_id)
    fields = UpdateFields(text=payload.text, stage=payload.stage, contacts=tuple(payload.contact_ids))
    return Status(201, operations.add_update(row.id, fields, now=_now(request)))


def _information(update: ProjectUpdate, contact_ids: list[UUID]) -> dict[str, Any]:
    names = ("at", "stage_before", "stage", "text")
    return {**{name: getattr(update, name) for name in names}, "contact_ids": contact_ids}


def _now(request: HttpRequest) -> datetime:
    return cast("WorkspaceRequest", request).clock.now()
