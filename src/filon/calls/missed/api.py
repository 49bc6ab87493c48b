"""`/missed-calls`: for programs that know of calls which nobody took (A-MO-13)."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from filon.calls.missed.models import InboundCall
from filon.calls.missed.operations import Missed, record_missed
from filon.calls.missed.reading import LONGEST_ID
from filon.kernel.errors import Conflict
from filon.tenants.middleware import WorkspaceRequest

router = Router(tags=["calls"])
SOURCE = "api"


class MissedIn(Schema):
    """``id`` is the caller's program's own; a call is told of once under it. ``caller`` is empty where withheld."""

    id: str = Field(min_length=1, max_length=LONGEST_ID)
    caller: str = ""
    called: str = ""


class MissedOut(Schema):
    """``caller`` as E.164. Who it is, where the number belongs to one person or one company only."""

    id: UUID
    caller: str
    contact_id: UUID | None
    company_id: UUID | None


@router.post("/missed-calls", response={201: MissedOut}, summary="Somebody called and reached nobody")
def missed_call(request: HttpRequest, payload: MissedIn) -> Status[InboundCall]:
    """Written on the card of whoever has the number. Answers 409 for an id that is known already."""
    now = cast("WorkspaceRequest", request).clock.now()
    told = Missed(source=SOURCE, key=payload.id, caller=payload.caller, called=payload.called)
    row = record_missed(told, now=now)
    if row is None:
        raise Conflict(f"the call {payload.id} is known already", code="known_already")
    return Status(201, row)
