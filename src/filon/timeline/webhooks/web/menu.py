"""The entry of webhooks in the settings, and their name where an event is about one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from filon.kernel.ui import navigation
from filon.timeline import names
from filon.timeline.names import Name
from filon.timeline.webhooks import addresses
from filon.timeline.webhooks.models import WebhookEndpoint


def register() -> None:
    navigation.register(section="settings", label=_("Webhooks"), url_name="timeline:webhooks", icon="webhook", order=25)
    names.register("origin_id", endpoint_names)


def endpoint_names(ids: Iterable[UUID]) -> dict[UUID, Name]:
    rows = WebhookEndpoint.objects.filter(id__in=set(ids)).only("id", "label", "url")
    return {
        row.id: Name(row.label or addresses.host(row.url), reverse("timeline:webhook", args=[row.id])) for row in rows
    }
