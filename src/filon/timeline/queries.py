"""The stream, read newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from filon.kernel.listing import ListSpec, Page, Sort, page
from filon.timeline.concealing import shown
from filon.timeline.models import Event

PAGE_SIZE = 30
SPEC = ListSpec(sorts={"at": Sort("at", desc=True)}, default_sort="at", size=PAGE_SIZE)


@dataclass(frozen=True, kw_only=True)
class About:
    """What the events wanted are about; None does not narrow."""

    company_id: UUID | None = None
    contact_id: UUID | None = None
    origin_id: UUID | None = None
    kinds: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def events(about: About) -> QuerySet[Event]:
    """The events of the open scope that are about all of this and for the current reader, unordered."""
    found = shown(Event.objects.all())
    for column in ("company_id", "contact_id", "origin_id"):
        if value := getattr(about, column):
            found = found.filter(**{column: value})
    if about.kinds:
        found = found.filter(kind__in=about.kinds)
    if about.since:
        found = found.filter(at__gte=about.since)
    if about.until:
        found = found.filter(at__lt=about.until)
    return found


def history(about: About, *, params: Mapping[str, Any]) -> Page[Event]:
    """One page of the stream, newest first (CO-19); ``params`` holds the cursor."""
    return page(events(about), SPEC, params)
