"""Who and what an event is about, by name. Rooms above say how their rows are called and where their page is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

ABOUT = ("contact_id", "company_id", "origin_id")


class Name(NamedTuple):
    """``url`` is "" for a row without a page."""

    text: str
    url: str


Resolver = Callable[[Iterable[UUID]], Mapping[UUID, Name]]
"""Gives the names of the ids it knows, in one query."""

_resolvers: dict[str, list[Resolver]] = {column: [] for column in ABOUT}


def register(column: str, resolver: Resolver) -> None:
    """Ask ``resolver`` for the names behind this column of the events."""
    if resolver not in _resolvers[column]:
        _resolvers[column].append(resolver)


def resolve(column: str, ids: set[UUID]) -> dict[UUID, Name]:
    """The names of these rows; the ids of rows that are gone are left out."""
    found: dict[UUID, Name] = {}
    for resolver in _resolvers[column]:
        if missing := ids - found.keys():
            found.update(resolver(missing))
    return found
