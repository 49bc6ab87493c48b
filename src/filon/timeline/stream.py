"""One page of the timeline as people read it: a sentence for each event, with who did it and what it is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from filon.kernel.listing import Page
from filon.tenants.models import User
from filon.timeline import names
from filon.timeline.models import Event
from filon.timeline.queries import About, history
from filon.timeline.quotes import Quote, quotes_of
from filon.timeline.sentences import told

TONES = {"good": "ok", "warning": "warn", "bad": "bad"}
"""What a sentence calls its tone → what the pages call it."""


@dataclass(frozen=True)
class Line:
    """``about`` names what the page itself is not about: on a company's page the contact, the campaign. ``quote``: the
    words behind it."""

    at: datetime
    text: str
    icon: str
    tone: str
    by: str
    quote: Quote
    about: tuple[names.Name, ...]


@dataclass(frozen=True)
class Stream:
    """``next`` is the cursor of older events, "" at the beginning of time."""

    lines: list[Line]
    next: str


def stream(about: About, params: Mapping[str, Any], *, quiet: Collection[str] = ()) -> Stream:
    """The events about all of this, newest first, in a fixed number of queries; ``params`` holds the cursor.

    ``quiet`` are columns of the events that the page tells already.
    """
    page = history(about, params=params)
    columns = [column for column in names.ABOUT if getattr(about, column) is None and column not in quiet]
    known = {column: names.resolve(column, _ids(page, column)) for column in columns}
    actors = {e.actor_id for e in page.rows if e.actor_id}
    people = {user.pk: user.name for user in User.objects.filter(pk__in=actors)} if actors else {}
    quotes = quotes_of(page.rows)
    lines = [_line(event, known=known, people=people, quote=quotes.get(event.id, Quote())) for event in page.rows]
    return Stream(lines, page.next)


def _ids(page: Page[Event], column: str) -> set[UUID]:
    return {getattr(event, column) for event in page.rows if getattr(event, column)}


def _line(
    event: Event, *, known: Mapping[str, Mapping[UUID, names.Name]], people: Mapping[int, str], quote: Quote
) -> Line:
    told_event = told(event)
    found = (by_id.get(getattr(event, column)) for column, by_id in known.items())
    return Line(
        at=event.at,
        text=told_event.text,
        icon=told_event.icon,
        tone=TONES.get(told_event.tone, told_event.tone),
        by=people.get(event.actor_id, "") if event.actor_id else "",
        quote=quote,
        about=tuple(name for name in found if name is not None),
    )
