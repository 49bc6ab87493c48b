"""What came of a turn: attempts logged, deliveries settled or put off, the endpoint kept, left alone or given up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from filon.kernel.tenancy import current_workspace
from filon.tenants.clock import clock_for
from filon.tenants.models import Workspace
from filon.timeline.events import publish
from filon.timeline.webhooks import addresses, schedule
from filon.timeline.webhooks.events import WebhookDisabled
from filon.timeline.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.states import DeliveryState, EndpointState

if TYPE_CHECKING:
    from filon.timeline.webhooks.delivering import Try, Turn

LOST = "event_gone"


def record(turn: Turn, tries: Sequence[Try], *, now: datetime, chance: float) -> None:
    """Write the results of a turn in one transaction. A delivery that was settled meanwhile stays as it is."""
    tried = {made.delivery_id for made in tries}
    with transaction.atomic():
        endpoint = WebhookEndpoint.objects.select_for_update().filter(id=turn.endpoint_id).first()
        if endpoint is None:
            return
        WebhookAttempt.objects.bulk_create(
            WebhookAttempt(delivery_id=t.delivery_id, at=t.at, code=t.code, error=t.error, took_ms=t.took_ms)
            for t in tries
        )
        _settle(tries, chance=chance)
        _give_back((p.delivery_id for p in turn.parcels if p.delivery_id not in tried), now=now)
        waiting = WebhookDelivery.objects.filter(id__in=turn.lost, state=DeliveryState.WAITING)
        waiting.update(state=DeliveryState.FAILED, next_at=None, last_error=LOST)
        _judge(endpoint, tries, now=now)


def _settle(tries: Sequence[Try], *, chance: float) -> None:
    waiting = WebhookDelivery.objects.select_for_update().filter(state=DeliveryState.WAITING)
    rows = {row.id: row for row in waiting.filter(id__in=[made.delivery_id for made in tries])}
    for made in tries:
        if row := rows.get(made.delivery_id):
            _after(row, made, chance=chance)
    WebhookDelivery.objects.bulk_update(
        rows.values(), ["state", "attempts_made", "next_at", "last_code", "last_error", "delivered_at"]
    )


def _after(row: WebhookDelivery, made: Try, *, chance: float) -> None:
    row.attempts_made += 1
    row.last_code, row.last_error = made.code, made.error
    if made.ok:
        row.state, row.next_at, row.delivered_at = DeliveryState.DELIVERED, None, made.at
        return
    row.next_at = schedule.next_attempt(row.attempts_made, now=made.at, chance=chance, asked=made.asked)
    if row.next_at is None:
        row.state = DeliveryState.FAILED


def _give_back(untried: Iterable[UUID], *, now: datetime) -> None:
    WebhookDelivery.objects.filter(id__in=list(untried), state=DeliveryState.WAITING).update(next_at=now)


def _judge(endpoint: WebhookEndpoint, tries: Sequence[Try], *, now: datetime) -> None:
    if not tries:
        return
    last = tries[-1]
    if any(made.ok for made in tries):
        endpoint.failing_since = None
    if not last.ok:
        endpoint.failing_since = endpoint.failing_since or now
    endpoint.rests_until = schedule.rest(code=last.code, now=last.at, asked=last.asked)
    gone = last.code == schedule.GONE
    given_up = endpoint.state == EndpointState.ACTIVE and (
        gone or schedule.is_hopeless(endpoint.failing_since, now=now)
    )
    if given_up:
        endpoint.state = EndpointState.DISABLED
    endpoint.save(update_fields=["failing_since", "rests_until", "state"])
    if given_up:  # only now: the endpoint is not to be told of itself
        _tell(endpoint, reason="gone" if gone else "failing")


def _tell(endpoint: WebhookEndpoint, *, reason: str) -> None:
    workspace = Workspace.objects.get(id=current_workspace())
    told = WebhookDisabled(endpoint_id=endpoint.id, host=addresses.host(endpoint.url), reason=reason)
    publish(told, at=clock_for(workspace).now(), origin_id=endpoint.origin_id or endpoint.id)
