"""`/imports`: send a file, see what would become of it, let it in (ST-86)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from filon.crm.imports import operations, queries
from filon.crm.models import Import
from filon.kernel.rest import Rows, rows
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

router = Router(tags=["imports"])


class ImportOut(Schema):
    """``state``: uploaded (being read), checked (waiting to be started), running, done, failed or reverted.

    Before ``running`` the counts say what would happen, afterwards what happened.
    """

    id: UUID
    name: str
    state: str
    rows: int
    rows_done: int
    created: int
    updated: int
    duplicates: int
    refused: int
    failure: str
    created_at: datetime
    finished_at: datetime | None


class ProblemOut(Schema):
    """Why a row was refused. ``row`` is its number in a spreadsheet, ``column`` the name in the file."""

    row: int
    column: str
    field: str
    value: str
    code: str
    message: str
    hint: str


class StartIn(Schema):
    """``ignore_errors``: let the good rows in although others are refused."""

    ignore_errors: bool = False


@router.get("/imports", response=Rows[ImportOut], summary="Imports, newest first")
def import_list(request: HttpRequest) -> dict[str, Any]:
    """Pages (``after``, ``limit``) of all imports."""
    return rows(request, queries.history(), queries.HISTORY)


@router.post("/imports", response={202: ImportOut}, summary="Send a file of prospects")
def import_create(request: HttpRequest, file: File[UploadedFile]) -> Status[Import]:
    """A CSV or Excel file, as ``multipart/form-data``. It is read at once; follow its ``state``, then start it."""
    now = cast("WorkspaceRequest", request).clock.now()
    return Status(202, operations.upload(file, name=file.name or "", now=now))


@router.get("/imports/{uuid:import_id}", response=ImportOut, summary="One import")
def import_one(request: HttpRequest, import_id: UUID) -> Import:
    return one(Import, id=import_id)


@router.get("/imports/{uuid:import_id}/problems", response=Rows[ProblemOut], summary="Why rows were refused")
def import_problems(request: HttpRequest, import_id: UUID) -> dict[str, Any]:
    """The first few thousand problems, by row."""
    return rows(request, queries.problems(one(Import, id=import_id)), queries.PROBLEMS)


@router.post("/imports/{uuid:import_id}/start", response={202: ImportOut}, summary="Let a checked file in")
def import_start(request: HttpRequest, import_id: UUID, payload: StartIn) -> Status[Import]:
    """Refused (422) while rows are in error, unless they are to be ignored; 409 when it was started already."""
    return Status(202, operations.start(one(Import, id=import_id).id, ignore_errors=payload.ignore_errors))
