"""What happens to news."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from filon.timeline.events import TypedEvent


@dataclass(frozen=True, kw_only=True)
class NewsAdded(TypedEvent):
    """Somebody noted a piece of news, or an interest."""

    kind: ClassVar[str] = "directory.news_added"
    news_id: UUID
