"""The words behind an event: what was written, kept by the room of the event and shown under its sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from filon.timeline.models import Event


class Quote(NamedTuple):
    """``title`` stands on the line under the sentence, ``text`` in a box of its own; ``edit`` is the address of the
    dialog that changes it, for whom it may be."""

    title: str = ""
    text: str = ""
    edit: str = ""


Resolver = Callable[[Collection[Event]], Mapping[UUID, Quote]]
"""Gives the words of the events that have some, by event id, in a fixed number of queries."""

_resolvers: dict[str, Resolver] = {}


def register(kinds: Iterable[str], resolver: Resolver) -> None:
    """Ask ``resolver`` for the words of events of these kinds."""
    for kind in kinds:
        _resolvers[kind] = resolver


def quotes_of(events: Iterable[Event]) -> dict[UUID, Quote]:
    """The words of a page of events."""
    by_resolver: dict[Resolver, list[Event]] = {}
    for event in events:
        if resolver := _resolvers.get(event.kind):
            by_resolver.setdefault(resolver, []).append(event)
    found: dict[UUID, Quote] = {}
    for resolver, asked in by_resolver.items():
        found.update(resolver(asked))
    return found
