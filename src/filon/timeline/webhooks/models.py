"""Where events go, which event went where, and every attempt at it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from filon.kernel.secrets import EncryptedTextField
from filon.kernel.tenancy import TenantModel
from filon.timeline.webhooks.states import DeliveryState, EndpointState


class WebhookEndpoint(TenantModel):
    """An address that events are sent to.

    ``kinds`` are those wanted, none: all of them. ``origin_id`` narrows it to one campaign, whose page it then belongs
    to. ``former_secret`` signs beside ``secret`` until ``former_until``. Moments are machine time, but ``created_at``:
    ``failing_since`` is the first failure that no success followed, ``rests_until`` when it is asked again,
    ``turn_at`` when it was last its turn.
    """

    label = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=60), default=list)
    origin_id = models.UUIDField(null=True)
    secret = EncryptedTextField()
    former_secret = EncryptedTextField(blank=True)
    former_until = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=EndpointState.choices, default=EndpointState.ACTIVE)
    failing_since = models.DateTimeField(null=True)
    rests_until = models.DateTimeField(null=True)
    turn_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey("tenants.User", null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "origin_id"], name="one_endpoint_per_origin"),
        ]


class WebhookDelivery(TenantModel):
    """One event for one endpoint, written by the database in the statement that writes the event.

    ``event_id`` and ``event_at`` find the event, which has no foreign key because its table is partitioned. While
    ``state`` is waiting, ``next_at`` (machine time) is when it is tried; a claim puts it off by the length of a lease.
    """

    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    event_id = models.UUIDField()
    event_at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    state = models.CharField(max_length=9, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts_made = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    last_code = models.PositiveSmallIntegerField(null=True)
    last_error = models.CharField(max_length=20, blank=True)
    delivered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["endpoint", "event_id"], name="one_delivery_per_event"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["endpoint", "next_at"], name="webhook_due", condition=models.Q(state="waiting")),
            models.Index(fields=["endpoint", "-created_at", "-id"], name="webhook_newest"),
        ]


class WebhookAttempt(TenantModel):
    """One POST: what came back and after how long. ``code`` is None where nothing did, and ``error`` says why."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    code = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=20, blank=True)
    took_ms = models.PositiveIntegerField()
