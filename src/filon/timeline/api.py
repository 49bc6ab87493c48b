"""`/events`: the stream, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import AwareDatetime, Field

from filon.kernel.rest import Rows, rows
from filon.timeline.queries import SPEC, About, events
from filon.timeline.webhooks.api import router as webhooks

router = Router(tags=["events"])
router.add_router("", webhooks)


class EventOut(Schema):
    """Something that happened. ``data`` holds the fields of its ``kind``."""

    id: UUID
    at: datetime
    kind: str
    company_id: UUID | None
    contact_id: UUID | None
    origin_id: UUID | None
    data: dict[str, Any]


class Wanted(Schema):
    """Which events. ``kind`` may be given several times; ``since`` is included, ``until`` is not."""

    kind: list[str] = Field(default_factory=list)
    company_id: UUID | None = None
    contact_id: UUID | None = None
    origin_id: UUID | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


@router.get("/events", response=Rows[EventOut], summary="What happened, newest first")
def event_list(request: HttpRequest, wanted: Annotated[Wanted, Query()]) -> dict[str, Any]:
    """Pages of the timeline (``after``, ``limit``), narrowed by kind, subject and time."""
    about = About(
        company_id=wanted.company_id,
        contact_id=wanted.contact_id,
        origin_id=wanted.origin_id,
        kinds=tuple(wanted.kind),
        since=wanted.since,
        until=wanted.until,
    )
    return rows(request, events(about), SPEC)
