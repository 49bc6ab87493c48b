"""The body of a delivery: `{"type", "timestamp", "data"}`, where ``data`` is the event as `GET /api/v1/events` has it.

A room above adds what its events need to be understood alone, by `enrich`: it comes as the member ``more`` of ``data``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from typing import Any
from uuid import UUID

from filon.timeline.models import Event

Enricher = Callable[[Collection[Event]], Mapping[UUID, Mapping[str, Any]]]
"""Gives further members of the events that have some, by event id, in a fixed number of queries."""

_enrichers: dict[str, Enricher] = {}


def enrich(kind: str, enricher: Enricher) -> None:
    """Ask ``enricher`` for more about the events of this kind."""
    _enrichers[kind] = enricher


def bodies(events: Collection[Event]) -> dict[UUID, bytes]:
    """The body of each event, UTF-8 JSON. What rooms add is what is known now, not when it happened."""
    more: dict[UUID, Mapping[str, Any]] = {}
    for kind, enricher in _enrichers.items():
        if concerned := [event for event in events if event.kind == kind]:
            more.update(enricher(concerned))
    return {event.id: body(event, more=more.get(event.id)) for event in events}


def body(event: Event, *, more: Mapping[str, Any] | None = None) -> bytes:
    data = {
        "id": str(event.id),
        "at": event.at.isoformat(),
        "kind": event.kind,
        "company_id": event.company_id,
        "contact_id": event.contact_id,
        "origin_id": event.origin_id,
        "data": event.data,
    }
    if more:
        data["more"] = more
    whole = {"type": event.kind, "timestamp": event.at.isoformat(), "data": data}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), default=str).encode()
