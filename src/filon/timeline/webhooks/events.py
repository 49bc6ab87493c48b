"""What happens to webhooks themselves. ``origin_id`` of the envelope is the endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent

TESTED = "timeline.webhook_tested"


@dataclass(frozen=True, kw_only=True)
class WebhookTested(TypedEvent):
    """Somebody asked for a trial delivery: it goes to that endpoint, whatever kinds it wants, and to no other."""

    kind: ClassVar[str] = TESTED
    endpoint_id: UUID


@dataclass(frozen=True, kw_only=True)
class WebhookDisabled(TypedEvent):
    """Nothing is sent to this address any more. ``reason``: "failing" or "gone" (it answered 410)."""

    kind: ClassVar[str] = "timeline.webhook_disabled"
    endpoint_id: UUID
    host: str
    reason: str
