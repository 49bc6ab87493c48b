"""`/campaigns`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from filon.actions.reasons import sentence
from filon.kernel.rest import Rows, rows
from filon.outreach import operations
from filon.outreach.models import Campaign
from filon.outreach.queries.campaigns import CAMPAIGNS, campaigns, figures
from filon.outreach.queries.statistics import Period, statistics
from filon.outreach.queries.upcoming import LOOKED_AT, upcoming
from filon.outreach.rules import Launcher
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest

router = Router(tags=["campaigns"])
MOST_FOLLOWED_UP = 500


class CampaignOut(Schema):
    """A campaign. ``days`` are weekdays from 0 (Monday), hours are of ``time_zone``."""

    id: UUID
    name: str
    website: str
    state: str
    sequence: str
    mailbox: str
    days: list[int]
    first_hour: int
    last_hour: int
    time_zone: str
    skip_holidays: bool
    adaptive: bool
    new_per_day: int
    start_on: date | None
    launched_at: datetime | None
    approved_at: datetime | None
    stopped_at: datetime | None
    created_at: datetime
    updated_at: datetime

    @staticmethod
    def resolve_sequence(row: Campaign) -> str:
        return row.version.sequence.name if row.version else ""

    @staticmethod
    def resolve_mailbox(row: Campaign) -> str:
        return row.mailbox.email if row.mailbox else ""


class FiguresOut(Schema):
    """``sent`` leaves out messages that came back for good."""

    engaged: int
    waiting: int
    contacted: int
    sent: int
    replies: int
    opportunities: int


class CampaignWhole(CampaignOut):
    """One campaign with its figures."""

    figures: FiguresOut


class DayOut(Schema):
    day: date
    sent: int
    replies: int
    bounces: int
    removals: int


class StatisticsOut(Schema):
    """Results over a period. ``reply_rate`` is replies for each person contacted, null when nobody was."""

    companies: int
    people: int
    sent: int
    replies: int
    bounces: int
    removals: int
    auto_replies: int
    reply_rate: float | None
    days: list[DayOut]


class UpcomingOut(Schema):
    """One email that is due today. ``at`` is when it leaves, null when it does not; ``reasons`` say why not sooner, or
    why not. ``step`` counts from 1."""

    at: datetime | None
    contact_id: UUID | None
    step: int
    opening: bool
    on_its_way: bool
    mailbox: str
    reasons: list[str]


class ForecastOut(Schema):
    """The rest of the campaign's day. ``leaving`` and ``held`` count all of it, ``items`` are one page."""

    leaving: int
    held: int
    items: list[UpcomingOut]
    next: str | None


class LaunchOut(Schema):
    """``left_out`` people of the audience were kept out by a rule. Not ``approved``: a manager has to."""

    engaged: int
    left_out: int
    state: str
    approved: bool


class FollowUpIn(Schema):
    """``again`` turns the robot on where it is off for the company of one of these people."""

    contact_ids: list[UUID] = Field(min_length=1, max_length=MOST_FOLLOWED_UP)
    again: bool = False


class LeftOut(Schema):
    contact_id: UUID
    code: str
    reason: str


class FollowUpOut(Schema):
    """``restarted`` people start again at the follow-up step; the others have their reason."""

    restarted: list[UUID]
    left_out: list[LeftOut]


class StopOut(Schema):
    """``cancelled`` messages were planned and will not leave."""

    cancelled: int
    state: str


@router.get("/campaigns", response=Rows[CampaignOut], summary="Campaigns")
def campaign_list(request: HttpRequest) -> dict[str, Any]:
    """Pages (``after``, ``limit``), found by words (``q``), narrowed (``state``), sorted (``name``, ``updated``)."""
    return rows(request, campaigns(), CAMPAIGNS)


@router.get("/campaigns/{uuid:campaign_id}", response=CampaignWhole, summary="One campaign and its figures")
def campaign_one(request: HttpRequest, campaign_id: UUID) -> Campaign:
    row = one(campaigns(), id=campaign_id)
    row.figures = figures([row.id])[row.id]  # type: ignore[attr-defined]  # read by the schema
    return row


@router.get("/campaigns/{uuid:campaign_id}/statistics", response=StatisticsOut, summary="Results day by day")
def campaign_statistics(request: HttpRequest, campaign_id: UUID, period: Literal["7", "30", "90", "all"] = "30") -> Any:
    """The last 7, 30 or 90 days of the campaign's time zone, or ``all`` of them."""
    row = one(campaigns(), id=campaign_id)
    now = cast("WorkspaceRequest", request).clock.now()
    return statistics(Period.of(period, now=now, zone=ZoneInfo(row.time_zone)), origin_id=row.id)


@router.get("/campaigns/{uuid:campaign_id}/upcoming", response=ForecastOut, summary="What leaves today, and what not")
def campaign_upcoming(
    request: HttpRequest, campaign_id: UUID, page: Annotated[int, Query(ge=1, le=LOOKED_AT)] = 1
) -> dict[str, Any]:
    """Until the end of the campaign's day, as the policy decides it: what leaves by the hour, then what does not."""
    row = one(campaigns(), id=campaign_id)
    found = upcoming(row, now=cast("WorkspaceRequest", request).clock.now(), number=page)
    items = [
        {**vars(line), "step": line.position, "contact_id": line.contact and line.contact.id} for line in found.lines
    ]
    following = request.build_absolute_uri(f"{request.path}?page={found.following}") if found.following else None
    return {"leaving": found.leaving, "held": found.held, "items": items, "next": following}


@router.post("/campaigns/{uuid:campaign_id}/launch", response=LaunchOut, summary="Launch a draft")
def campaign_launch(request: HttpRequest, campaign_id: UUID) -> dict[str, Any]:
    """Engage the audience; first messages leave on the next sending day, once a manager has approved.

    Refused with the first point of the checklist that does not hold.
    """
    row = one(campaigns(), id=campaign_id)
    now = cast("WorkspaceRequest", request).clock.now()
    done = operations.launch(row.id, by=Launcher(user_id=None), now=now)
    row.refresh_from_db()
    return {
        "engaged": done.engaged,
        "left_out": done.left_out,
        "state": row.state,
        "approved": row.approved_at is not None,
    }


@router.post("/campaigns/{uuid:campaign_id}/stop", response=StopOut, summary="Stop a campaign")
def campaign_stop(request: HttpRequest, campaign_id: UUID) -> dict[str, Any]:
    """Nothing more leaves; a user can take it up again where it was."""
    row = one(campaigns(), id=campaign_id)
    cancelled = operations.stop(row.id, by=None, now=cast("WorkspaceRequest", request).clock.now())
    row.refresh_from_db()
    return {"cancelled": cancelled, "state": row.state}


@router.post("/campaigns/{uuid:campaign_id}/follow-ups", response=FollowUpOut, summary="Follow up by hand")
def campaign_follow_up(request: HttpRequest, campaign_id: UUID, wanted: FollowUpIn) -> dict[str, Any]:
    """People who were written to start again at the follow-up step; the usual rules decide when it leaves.

    Refused with ``opportunity_off`` where the robot is off and ``again`` does not say that it starts again.
    """
    row, now = one(campaigns(), id=campaign_id), cast("WorkspaceRequest", request).clock.now()
    done = operations.follow_up(row.id, wanted.contact_ids, again=wanted.again, now=now)
    left_out = [{"contact_id": key, "code": why.code, "reason": sentence(why)} for key, why in done.left_out.items()]
    return {"restarted": list(done.restarted), "left_out": left_out}
