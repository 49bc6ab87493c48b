"""Endpoints and what went to them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from filon.kernel.listing import ListSpec, Sort
from filon.timeline.webhooks.models import WebhookDelivery, WebhookEndpoint
from filon.timeline.webhooks.states import DeliveryState

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


def deliveries(endpoint: WebhookEndpoint) -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(endpoint=endpoint)
