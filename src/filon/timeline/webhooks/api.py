"""`/webhooks`: where events go. Automation tools subscribe and leave here by themselves (REST hooks, A-ST-23)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.responses import Status
from pydantic import Field

from filon.kernel.rest import Rows, rows
from filon.tenants.door import one
from filon.tenants.middleware import WorkspaceRequest
from filon.timeline.webhooks import operations, queries
from filon.timeline.webhooks.models import WebhookEndpoint
from filon.timeline.webhooks.operations import Wanted

router = Router(tags=["webhooks"])


class EndpointOut(Schema):
    """``kinds`` empty: all events. ``state`` is active, stopped or disabled."""

    id: UUID
    url: str
    label: str
    kinds: list[str]
    origin_id: UUID | None
    state: str
    failing_since: datetime | None
    created_at: datetime


class EndpointMade(EndpointOut):
    """``secret`` verifies the signatures (Standard Webhooks); no other answer holds it."""

    secret: str


class EndpointIn(Schema):
    url: str
    label: str = ""
    kinds: list[str] = Field(default_factory=list)


class DeliveryOut(Schema):
    """One event for one endpoint. ``event_id`` is its ``webhook-id``; ``state`` is waiting, delivered or failed."""

    id: UUID
    event_id: UUID
    kind: str
    state: str
    attempts_made: int
    next_at: datetime | None
    last_code: int | None
    last_error: str
    delivered_at: datetime | None
    created_at: datetime


@router.get("/webhooks", response=Rows[EndpointOut], summary="Where events go")
def webhook_list(request: HttpRequest) -> dict[str, Any]:
    """Every endpoint, campaigns' included, newest first."""
    return rows(request, WebhookEndpoint.objects.all(), queries.NEWEST)


@router.post("/webhooks", response={201: EndpointMade}, summary="Have events sent to an address")
def webhook_create(request: HttpRequest, wanted: EndpointIn) -> Status[WebhookEndpoint]:
    """A new endpoint and its secret. An address that answers 410 is taken off by itself."""
    now = cast("WorkspaceRequest", request).clock.now()
    return Status(201, operations.create(Wanted(**wanted.dict()), at=now, by=None))


@router.delete("/webhooks/{endpoint_id}", response={204: None}, summary="Have nothing sent there any more")
def webhook_delete(request: HttpRequest, endpoint_id: UUID) -> HttpResponse:
    found = one(queries.endpoints(), id=endpoint_id)
    operations.delete(found, at=cast("WorkspaceRequest", request).clock.now(), by=None)
    return HttpResponse(status=204)


@router.get("/webhooks/{endpoint_id}/deliveries", response=Rows[DeliveryOut], summary="What went to an endpoint")
def webhook_deliveries(request: HttpRequest, endpoint_id: UUID) -> dict[str, Any]:
    """Deliveries of the last 30 days, newest first."""
    return rows(request, queries.deliveries(one(WebhookEndpoint, id=endpoint_id)), queries.NEWEST)
