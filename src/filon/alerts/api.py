"""`/alerts`: identified projects, read and told by programs (CO-187…191)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from filon.alerts import operations, service
from filon.alerts.fields import FIRST_STAGE, ProjectFields, UpdateFields
from filon.alerts.imports.checking import Layout, check
from filon.alerts.imports.entering import Source, enter
from filon.alerts.imports.records import Entry
from filon.alerts.imports.records import Field as ImportField
from filon.alerts.imports.screening import screened
from filon.alerts.models import Project, ProjectUpdate
from filon.alerts.queries.projects import PROJECTS, history_of, projects, whole_projects
from filon.alerts.states import Origin
from filon.alerts.vocabulary import vocabulary
from filon.crm.imports.reading import Row
from filon.crm.imports.records import Duplicate, Refused
from filon.directory.models import Company
from filon.kernel.rest import Rows, rows
from filon.kernel.text import squash, storable
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

router = Router(tags=["alerts"])
MOST_AT_ONCE = 1_000


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


class RowIn(Schema):
    """A project as another program knows it: a company by name, SIREN or both, words by code or label.

    ``reference`` is its name there: sent again, it is brought up to date. ``contact`` is the address of a contact of
    the workspace.
    """

    company: str
    category: str
    siren: str = ""
    postcode: str = ""
    title: str = ""
    stage: str = ""
    context: str = ""
    needs: str = ""
    contact: str = ""
    reference: str = ""


class RowsIn(Schema):
    source: str = Field(default="", max_length=120)
    alerts: list[RowIn] = Field(min_length=1, max_length=MOST_AT_ONCE)


class RefusedRow(Schema):
    """``row`` is the place in what was sent, from 1."""

    row: int
    field: str
    code: str
    message: str


class EnteredOut(Schema):
    """``unchanged`` were known already as they are, or came twice."""

    created: int
    updated: int
    unchanged: int
    refused: list[RefusedRow]


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


@router.post("/alerts/import", response={201: EnteredOut}, summary="Many projects at once")
def alert_import(request: HttpRequest, payload: RowsIn) -> Status[dict[str, Any]]:
    """New ones are written, known ones brought up to date; faulty ones stay out and are told. Twice is once."""
    service.require()
    names = [name.value for name in ImportField]
    layout = Layout(fields=list(ImportField), names=names, words=vocabulary())
    given = [Row(n, [getattr(row, name) for name in names]) for n, row in enumerate(payload.alerts, start=1)]
    outcomes = list(check(given, layout))
    entries, strangers = screened([each for each in outcomes if isinstance(each, Entry)], layout)
    source = Source(origin=Origin.PROGRAM, name=squash(storable(payload.source)))
    entered = enter(entries, source, now=_now(request))
    refused = sorted([*(each for each in outcomes if isinstance(each, Refused)), *strangers], key=lambda row: row.row)
    twice = sum(isinstance(each, Duplicate) for each in outcomes)
    told = [
        {"row": fault.row, "field": fault.column, "code": fault.code, "message": str(fault.message)}
        for row in refused
        for fault in row.problems
    ]
    return Status(201, {**vars(entered), "unchanged": entered.unchanged + twice, "refused": told})


@router.get("/alerts/{uuid:project_id}", response=AlertWhole, summary="One project and what was learnt of it")
def alert_one(request: HttpRequest, project_id: UUID) -> dict[str, Any]:
    row = one(whole_projects(), id=project_id)
    service.require()
    told = history_of(row.id)
    of = [(each.update, [contact.id for contact in each.contacts]) for each in told]
    plain = {name: getattr(row, name) for name in AlertOut.model_fields}
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
