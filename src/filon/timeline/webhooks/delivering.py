"""Send what is due: claimed with a lease, posted outside any transaction, recorded.

A worker that dies after the POST and before the record leaves the lease to run out, and the same event goes out again
under the same ``webhook-id``: at least once, and the receiver can tell.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from filon.kernel.clock import Clock
from filon.kernel.http import GuardedClient, OutboundError
from filon.kernel.tenancy import scope
from filon.timeline.models import Event
from filon.timeline.webhooks import schedule, signing
from filon.timeline.webhooks.models import WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.payload import bodies
from filon.timeline.webhooks.recording import record
from filon.timeline.webhooks.states import DeliveryState, EndpointState

ENDPOINTS = 8
"""Served at the same time, each by a thread of its own."""

PER_TURN = 20
TURN_S = 15.0
"""After so long an endpoint's turn ends, so that a slow one does not keep the others waiting."""

LEASE = timedelta(minutes=2)
"""Longer than a turn whose last request takes all the time it is given."""


@dataclass(frozen=True)
class Parcel:
    delivery_id: UUID
    event_id: UUID
    body: bytes


@dataclass(frozen=True)
class Turn:
    """What one endpoint is to get now. ``lost`` are deliveries whose event is gone."""

    workspace_id: UUID
    endpoint_id: UUID
    url: str
    secrets: tuple[str, ...]
    parcels: tuple[Parcel, ...]
    lost: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Try:
    """One POST. ``code`` is None where nothing came back, and ``error`` says why (``kernel.http``)."""

    delivery_id: UUID
    at: datetime
    took_ms: int
    code: int | None = None
    error: str = ""
    asked: timedelta | None = None

    @property
    def ok(self) -> bool:
        return self.code is not None and 200 <= self.code < 300


def deliver_due(*, clock: Clock, client: GuardedClient) -> int:
    """One round over the endpoints that have something due, of all workspaces; answers how many POSTs were made."""
    turns = [turn for turn in claim(now=clock.now()) if turn.parcels or turn.lost]
    if not turns:
        return 0
    with ThreadPoolExecutor(max_workers=len(turns)) as threads:
        results = list(threads.map(lambda turn: list(post_all(turn, clock=clock, client=client)), turns))
    for turn, tries in zip(turns, results, strict=True):
        with scope(turn.workspace_id):
            record(turn, tries, now=clock.now(), chance=random.random())  # noqa: S311 spreads retries, guards nothing
    return sum(len(tries) for tries in results)


def claim(*, now: datetime) -> list[Turn]:
    """The turns of the endpoints that have waited longest, their deliveries under a lease."""
    with connection.cursor() as cursor:
        cursor.execute("select workspace_id, endpoint_id from timeline_due_webhooks(%s, %s)", [now, ENDPOINTS])
        due = cursor.fetchall()
    turns: list[Turn] = []
    for workspace_id, endpoint_id in due:
        with scope(workspace_id):
            turns += _claim_one(endpoint_id, now=now)
    return turns


def post_all(turn: Turn, *, clock: Clock, client: GuardedClient) -> Iterator[Try]:
    """Post one after the other until the turn is over, or the endpoint shows that it had better be left alone."""
    began = time.monotonic()
    for parcel in turn.parcels:
        made = post(turn, parcel, clock=clock, client=client)
        yield made
        tired = schedule.rest(code=made.code, now=made.at, asked=made.asked) is not None
        if tired or made.code == schedule.GONE or time.monotonic() - began > TURN_S:
            return


def post(turn: Turn, parcel: Parcel, *, clock: Clock, client: GuardedClient) -> Try:
    at, began = clock.now(), time.monotonic()
    signed = signing.headers(
        turn.secrets, message_id=str(parcel.event_id), timestamp=int(at.timestamp()), body=parcel.body
    )
    code, error, asked = None, "", None
    try:
        answer = client.post(turn.url, content=parcel.body, headers={"content-type": "application/json", **signed})
    except OutboundError as failure:
        error = failure.code
    else:
        code = answer.status
        asked = schedule.retry_after(answer.headers.get("retry-after", ""), now=at)
    took_ms = round((time.monotonic() - began) * 1000)
    return Try(parcel.delivery_id, at, took_ms, code=code, error=error, asked=asked)


def _claim_one(endpoint_id: UUID, *, now: datetime) -> list[Turn]:
    with transaction.atomic():
        active = WebhookEndpoint.objects.select_for_update(skip_locked=True).filter(state=EndpointState.ACTIVE)
        endpoint = active.filter(id=endpoint_id).first()
        if endpoint is None:
            return []
        waiting = WebhookDelivery.objects.filter(endpoint=endpoint, state=DeliveryState.WAITING, next_at__lte=now)
        due = list(waiting.order_by("next_at")[:PER_TURN])
        WebhookDelivery.objects.filter(id__in=[row.id for row in due]).update(next_at=now + LEASE)
        WebhookEndpoint.objects.filter(id=endpoint_id).update(turn_at=now)
    return [_turn(endpoint, due, now=now)]


def _turn(endpoint: WebhookEndpoint, due: list[WebhookDelivery], *, now: datetime) -> Turn:
    moments = {row.event_at for row in due}
    known = bodies(list(Event.objects.filter(id__in=[row.event_id for row in due], at__in=moments)))
    overlap = endpoint.former_until is not None and endpoint.former_until > now
    return Turn(
        endpoint.workspace_id,
        endpoint.id,
        endpoint.url,
        (endpoint.secret, endpoint.former_secret) if overlap else (endpoint.secret,),
        tuple(Parcel(row.id, row.event_id, known[row.event_id]) for row in due if row.event_id in known),
        tuple(row.id for row in due if row.event_id not in known),
    )
