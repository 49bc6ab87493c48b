"""The one stream of what happened. Append-only: the application's role can neither change nor delete an event."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from filon.kernel.tenancy import TenantModel
from filon.timeline.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint

__all__ = ["Event", "WebhookAttempt", "WebhookDelivery", "WebhookEndpoint"]


class Event(TenantModel):
    """One thing that happened; ``kind`` names its typed event, ``data`` holds that event's fields.

    The table is partitioned by month on ``at`` (see the first migration), hence made and altered by SQL.
    """

    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    company_id = models.UUIDField(null=True)
    contact_id = models.UUIDField(null=True)
    origin_id = models.UUIDField(null=True)
    actor_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        managed = False
        db_table = "timeline_event"
        ordering: ClassVar = ["-at", "-id"]
