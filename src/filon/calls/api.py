"""`/call-campaigns`: make one, add numbers, let it call, read what every call came to (ST-86)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from filon.calls import operations
from filon.calls.exporting import comment
from filon.calls.full.telling import told_of
from filon.calls.imports.entering import enter
from filon.calls.imports.template import MODELS
from filon.calls.missed.api import router as missed
from filon.calls.models import ATTEMPTS, DELAY_HOURS, SIMULTANEOUS, TIME_ZONE, Attempt, CallCampaign, Prospect
from filon.calls.operations import CampaignFields
from filon.calls.queries.calls import attempts_of
from filon.calls.queries.full import with_said
from filon.calls.queries.results import CAMPAIGNS, RESULTS, campaigns, progress, prospects
from filon.calls.states import Scenario
from filon.kernel.rest import Rows, rows
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

router = Router(tags=["calls"])
router.add_router("", missed)
MOST_AT_ONCE = 1_000


class CallCampaignOut(Schema):
    """A phone campaign. ``days`` count from Monday, 0; ``slots`` are pairs of hours on the clock of each number."""

    id: UUID
    name: str
    scenario: str
    state: str
    practice: bool
    attempts: int
    delay_hours: int
    simultaneous: int
    days: list[int]
    slots: list[list[int]]
    time_zone: str
    skip_holidays: bool
    webhook_url: str
    caller_name: str
    purpose: str
    ask_email: bool
    started_at: datetime | None
    finished_at: datetime | None
    created_at: datetime
    updated_at: datetime


class ProgressOut(Schema):
    """Rows by state, and by level: ``first`` to be called first, ``later``, ``never``."""

    total: int
    waiting: int
    calling: int
    done: int
    refused: int
    first: int
    later: int
    never: int


class CallCampaignWhole(CallCampaignOut):
    progress: ProgressOut


class CallCampaignIn(Schema):
    """What is left out is as recommended. It starts paused.

    ``scenario`` is ``light`` (what answers) or ``full`` (and whether the file says true of the person). A full one
    calls in the name of ``caller_name``, the workspace's where it is left out, and says ``purpose`` to whoever asks.
    """

    name: str
    scenario: str = Scenario.LIGHT
    trunk_id: UUID | None = None
    attempts: int = ATTEMPTS
    delay_hours: int = DELAY_HOURS
    simultaneous: int = SIMULTANEOUS
    days: list[int] | None = None
    slots: list[tuple[int, int]] | None = None
    time_zone: str = TIME_ZONE
    skip_holidays: bool = True
    webhook_url: str = ""
    caller_name: str = ""
    purpose: str = ""
    ask_email: bool = True


class ProspectOut(Schema):
    """A row. ``parts`` are criteria of its ``score``; ``nature`` is what answered, ``level`` 1 to 3 its colour.

    In a full campaign, whom it asks for as the file says; ``status`` is what came of it.
    """

    id: UUID
    phone: str
    label: str
    first_name: str
    last_name: str
    job_title: str
    email: str
    external_id: str
    siret: str
    company_id: UUID | None
    contact_id: UUID | None
    columns: dict[str, Any]
    state: str
    nature: str
    status: str
    level: int | None
    score: int | None
    parts: list[dict[str, Any]]
    attempts_made: int
    ring_s: float | None
    hold_s: float | None
    next_at: datetime | None
    last_called_at: datetime | None
    finished_at: datetime | None


class ProspectWhole(ProspectOut):
    """A row with what the switchboard said: a verdict on each field, values before and after, extracts to listen to."""

    comment: str
    verdicts: dict[str, Any]
    changes: list[dict[str, Any]]
    extracts: list[dict[str, Any]]
    objected: bool
    put_through: bool


class AttemptOut(Schema):
    """One call. ``counted`` is false where the operator could not place it."""

    id: UUID
    number: int
    counted: bool
    state: str
    nature: str
    confidence: float | None
    evidence: list[dict[str, Any]]
    placed_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    ring_s: float | None
    hold_s: float | None
    code: int | None
    q850: int | None


class ProspectIn(Schema):
    """``label`` and ``reference`` are of Light, what follows of Full: there company and both names are mandatory."""

    phone: str = Field(max_length=100)
    company: str = ""
    label: str = ""
    reference: str = ""
    first_name: str = ""
    last_name: str = ""
    job_title: str = ""
    email: str = ""
    external_id: str = ""
    siret: str = ""


class ProspectsIn(Schema):
    prospects: list[ProspectIn] = Field(min_length=1, max_length=MOST_AT_ONCE)


class RefusedRow(Schema):
    """``row`` is the place in what was sent, from 1."""

    row: int
    field: str
    code: str
    message: str


class AddedOut(Schema):
    """``known`` were there already and cost nothing, nor do ``refused`` ones."""

    added: int
    known: int
    credits: int
    refused: list[RefusedRow]


@router.get("/call-campaigns", response=Rows[CallCampaignOut], summary="Phone campaigns")
def call_campaign_list(request: HttpRequest) -> dict[str, Any]:
    """Pages (``after``, ``limit``), found by words (``q``), narrowed (``state``), sorted (``name``, ``updated``)."""
    return rows(request, campaigns(), CAMPAIGNS)


@router.post("/call-campaigns", response={201: CallCampaignOut}, summary="Make a campaign")
def call_campaign_create(request: HttpRequest, payload: CallCampaignIn) -> Status[CallCampaign]:
    """It is paused and empty: add numbers, then activate it."""
    given = payload.model_dump(exclude_none=True)
    given |= {name: tuple(given[name]) for name in ("days", "slots") if name in given}
    return Status(201, operations.create_campaign(CampaignFields(**given), now=_now(request)))


@router.get("/call-campaigns/{uuid:campaign_id}", response=CallCampaignWhole, summary="One campaign and its progress")
def call_campaign_one(request: HttpRequest, campaign_id: UUID) -> CallCampaign:
    row = one(campaigns(), id=campaign_id)
    row.progress = progress([row.id])[row.id]  # type: ignore[attr-defined]  # read by the schema
    return row


@router.post("/call-campaigns/{uuid:campaign_id}/activate", response=CallCampaignOut, summary="Let it call")
def call_campaign_activate(request: HttpRequest, campaign_id: UUID) -> CallCampaign:
    """Calls leave at the hours chosen. Refused without a line or without a number to call."""
    return operations.activate(one(campaigns(), id=campaign_id).id, now=_now(request))


@router.post("/call-campaigns/{uuid:campaign_id}/pause", response=CallCampaignOut, summary="Pause it")
def call_campaign_pause(request: HttpRequest, campaign_id: UUID) -> CallCampaign:
    """No call begins any more; those on the line end."""
    return operations.pause(one(campaigns(), id=campaign_id).id, now=_now(request))


@router.get("/call-campaigns/{uuid:campaign_id}/prospects", response=Rows[ProspectOut], summary="Its rows")
def call_prospect_list(request: HttpRequest, campaign_id: UUID) -> dict[str, Any]:
    """Pages of rows with their results, sorted (``-score`` gives the most reachable first), narrowed (``state``,
    ``nature``, ``level``)."""
    return rows(request, prospects(one(campaigns(), id=campaign_id).id), RESULTS)


@router.post("/call-campaigns/{uuid:campaign_id}/prospects", response={201: AddedOut}, summary="Add numbers")
def call_prospect_create(request: HttpRequest, campaign_id: UUID, payload: ProspectsIn) -> Status[dict[str, Any]]:
    """Landlines only: premium numbers, mobiles and whoever is on the opposition list are refused, the others enter."""
    campaign = one(campaigns(), id=campaign_id)
    given = [[getattr(row, field) for field in MODELS[campaign.scenario].labels] for row in payload.prospects]
    entered = enter(campaign.id, given, now=_now(request))
    refused = [
        {"row": fault.row, "field": fault.column, "code": fault.code, "message": str(fault.message)}
        for row in entered.refused
        for fault in row.problems
    ]
    return Status(201, {**vars(entered), "refused": refused})


@router.get("/call-prospects/{uuid:prospect_id}", response=ProspectWhole, summary="One row, and what was said of it")
def call_prospect_one(request: HttpRequest, prospect_id: UUID) -> dict[str, Any]:
    """``verdicts`` and ``changes`` are empty while nobody was spoken to, and in a light campaign."""
    row = one(with_said(Prospect.objects.select_related("campaign")), id=prospect_id)
    told = told_of(row, site=settings.PUBLIC_URL)
    if row.campaign.scenario == Scenario.LIGHT:
        told["comment"] = comment(row)
    return ProspectOut.from_orm(row).dict() | told


@router.get("/call-prospects/{uuid:prospect_id}/attempts", response=list[AttemptOut], summary="The calls of a row")
def call_attempt_list(request: HttpRequest, prospect_id: UUID) -> list[Attempt]:
    """Three at most that count, the newest first, with what each verdict rests on."""
    return list(attempts_of(one(Prospect, id=prospect_id).id))


def _now(request: HttpRequest) -> datetime:
    return cast("WorkspaceRequest", request).clock.now()
