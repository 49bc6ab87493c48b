"""Origins that the reader may not see: rooms above say which ones, and the stream leaves their events out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from uuid import UUID

from django.db.models import QuerySet

from filon.timeline.models import Event

Concealer = Callable[[], Collection[UUID]]
"""Gives the ids of the origins that are not for the current reader, in one query; none for who sees everything."""

_concealers: list[Concealer] = []


def register(concealer: Concealer) -> None:
    if concealer not in _concealers:
        _concealers.append(concealer)


def concealed() -> frozenset[UUID]:
    """The origins that the current reader may not see."""
    return frozenset(key for concealer in _concealers for key in concealer())


def shown(events: QuerySet[Event]) -> QuerySet[Event]:
    """These events without those of such origins."""
    hidden = concealed()
    return events.exclude(origin_id__in=hidden) if hidden else events
