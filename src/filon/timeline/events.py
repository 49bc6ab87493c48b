"""Publish what happened, and let other rooms react, in the transaction of the change that caused it.

    @dataclass(frozen=True, kw_only=True)
    class ReplyReceived(TypedEvent):
        kind = "mail.replied"
        message_id: UUID

    publish(ReplyReceived(message_id=m.id), at=now, contact_id=m.contact_id)

    @subscribe(ReplyReceived)
    def turn_opportunity_off(batch): ...

Listeners run at once, in the same transaction, once per published batch; a listener that fails undoes the change.
They do cheap things: write a row, plan an action, defer a job. Whatever talks to the network is a job.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db import transaction

from filon.kernel import bulk
from filon.kernel.ids import uuid7
from filon.kernel.tenancy import current_workspace
from filon.timeline.models import Event

MANY = 20
"""From so many events on, arrays are the quicker way to write them."""

INSERT = """
insert into timeline_event (workspace_id, id, at, kind, company_id, contact_id, origin_id, actor_id, data)
select %b::uuid, row.id, row.at, row.kind, row.company_id, row.contact_id, row.origin_id, row.actor_id, row.data::jsonb
from unnest(%b::uuid[], %b::timestamptz[], %b::text[], %b::uuid[], %b::uuid[], %b::uuid[], %b::bigint[], %b::text[])
     row (id, at, kind, company_id, contact_id, origin_id, actor_id, data)
"""

KINDS: dict[str, type[TypedEvent]] = {}


@dataclass(frozen=True, kw_only=True)
class TypedEvent:
    """Base of all events. ``kind`` is the stable name kept in the database and given to webhooks."""

    kind: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if known := KINDS.get(cls.kind):
            raise TypeError(f"two events are called {cls.kind!r}: {known.__qualname__} and {cls.__qualname__}")
        KINDS[cls.kind] = cls


@dataclass(frozen=True, kw_only=True)
class Published:
    """An event with what it is about. ``id`` is the identifier of its row in the timeline."""

    event: TypedEvent
    at: datetime
    company_id: UUID | None = None
    contact_id: UUID | None = None
    origin_id: UUID | None = None
    actor_id: int | None = None
    id: UUID | None = None


Listener = Callable[[Sequence[Published]], None]
_listeners: dict[type[TypedEvent], list[Listener]] = defaultdict(list)


def subscribe(*event_types: type[TypedEvent]) -> Callable[[Listener], Listener]:
    """Call the decorated function with every published batch of these events, grouped by type."""

    def register(listener: Listener) -> Listener:
        for event_type in event_types:
            if listener not in _listeners[event_type]:
                _listeners[event_type].append(listener)
        return listener

    return register


def publish(
    event: TypedEvent,
    *,
    at: datetime,
    company_id: UUID | None = None,
    contact_id: UUID | None = None,
    origin_id: UUID | None = None,
    actor_id: int | None = None,
) -> Published:
    """Write one event and run its listeners. See ``publish_many``."""
    about = Published(
        event=event, at=at, company_id=company_id, contact_id=contact_id, origin_id=origin_id, actor_id=actor_id
    )
    return publish_many([about])[0]


def publish_many(batch: Iterable[Published]) -> list[Published]:
    """Write the events with one INSERT, then run the listeners of each type with its events, in order.

    Must be called inside a workspace scope; joins the caller's transaction or makes one.
    """
    stamped = [p if p.id else Published(**{**vars(p), "id": uuid7()}) for p in batch]
    if not stamped:
        return []
    with transaction.atomic():
        _store(stamped)
        by_type: dict[type[TypedEvent], list[Published]] = defaultdict(list)
        for published in stamped:
            by_type[type(published.event)].append(published)
        for event_type, events in by_type.items():
            for listener in _listeners[event_type]:
                listener(events)
    return stamped


def _store(stamped: Sequence[Published]) -> None:
    if len(stamped) < MANY:
        Event.objects.bulk_create([_row(p) for p in stamped])
        return
    different = {id(p.event): p.event for p in stamped}  # one event often serves many people
    texts = {key: _JSON.encode(vars(event)) for key, event in different.items()}
    rows = [
        (p.id, p.at, p.event.kind, p.company_id, p.contact_id, p.origin_id, p.actor_id, texts[id(p.event)])
        for p in stamped
    ]
    bulk.change(INSERT, current_workspace(), *bulk.columns(rows, 8))


def _row(p: Published) -> Event:
    return Event(
        id=p.id,
        workspace_id=current_workspace(),
        at=p.at,
        kind=p.event.kind,
        company_id=p.company_id,
        contact_id=p.contact_id,
        origin_id=p.origin_id,
        actor_id=p.actor_id,
        data=_plain(vars(p.event)),
    )


def _plain(value: Any) -> Any:
    """Dataclass fields as JSON holds them."""
    if is_dataclass(value):
        return _plain(vars(value))
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


_JSON = json.JSONEncoder(default=_plain)
