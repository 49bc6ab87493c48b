"""Endpoints and what went to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from filon.kernel.listing import ListSpec, Sort
from filon.timeline.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.states import DeliveryState, EndpointState

NEWEST = ListSpec(sorts={"created_at": Sort("created_at", desc=True)}, default_sort="created_at", size=30)


def endpoints() -> QuerySet[WebhookEndpoint]:
    """Those of the workspace as a whole, oldest first; the campaigns' are on their pages."""
    return WebhookEndpoint.objects.filter(origin_id=None).order_by("created_at", "id")


def of_origin(origin_id: UUID) -> WebhookEndpoint | None:
    """The endpoint of a campaign's own address."""
    return WebhookEndpoint.objects.filter(origin_id=origin_id).first()


def counted() -> QuerySet[WebhookEndpoint]:
    """The same with ``waiting`` and ``failed``, how many deliveries are in that state."""
    return endpoints().annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state=DeliveryState.WAITING)),
        failed=Count("deliveries", filter=Q(deliveries__state=DeliveryState.FAILED)),
    )


class DisabledEndpoint(NamedTuple):
    """An endpoint that was given up and the last answer it gave, None once attempts are forgotten."""

    endpoint: WebhookEndpoint
    answer: WebhookAttempt | None


def disabled() -> QuerySet[WebhookEndpoint]:
    """Those that Filon gave up, the campaigns' too, longest failing first; a person has to look at them."""
    return WebhookEndpoint.objects.filter(state=EndpointState.DISABLED).order_by("failing_since", "id")


def with_last_answer(endpoints: Iterable[WebhookEndpoint]) -> Iterator[DisabledEndpoint]:
    """Each with its last refused attempt, in one query for all; none for no endpoint."""
    rows = list(endpoints)
    refused = WebhookAttempt.objects.exclude(code__range=(200, 299)) if rows else WebhookAttempt.objects.none()
    last = refused.filter(delivery__endpoint__in=rows).order_by("delivery__endpoint", "-at")
    known = {
        attempt.endpoint_id: attempt
        for attempt in last.distinct("delivery__endpoint").annotate(endpoint_id=F("delivery__endpoint"))
    }
    for row in rows:
        yield DisabledEndpoint(row, known.get(row.id))


def deliveries(endpoint: WebhookEndpoint) -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(endpoint=endpoint)
