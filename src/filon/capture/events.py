"""What people do on the workspace's own sites, as the timeline keeps it: identifiers; the pages are rows that go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class SiteVisited(TypedEvent):
    """A contact who had agreed to it there opened the first page of a session (OL-17)."""

    kind: ClassVar[str] = "site.visited"
    session_id: UUID
    site_id: UUID
