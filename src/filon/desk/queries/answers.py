"""What came in and waits for a person, gathered by person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.db.models.functions import Left

from filon.desk.viewer import Viewer
from filon.mail.models import Message
from filon.mail.states import FOR_A_PERSON, Direction, MailKind

TEXT_SHOWN = 4000
"""Characters of an answer that the page carries."""


@dataclass(frozen=True)
class Answer:
    """Everything of one nature that a person sent and nobody dealt with: the last message, and since when."""

    last: Message
    since: datetime
    count: int
    said: str

    @property
    def is_challenge(self) -> bool:
        return self.last.kind == MailKind.CHALLENGE


def unhandled(viewer: Viewer) -> QuerySet[Message]:
    """Answers and challenges that nobody dealt with."""
    return viewer.messages().filter(direction=Direction.IN, kind__in=FOR_A_PERSON, handled_at=None)


def answers(viewer: Viewer, *, most: int) -> list[Answer]:
    """The oldest ``most`` messages, gathered by person, in one query."""
    rows = unhandled(viewer).select_related("contact__company").defer("text", *NOT_SHOWN)
    return _gathered(rows.annotate(shown=Left("text", TEXT_SHOWN)).order_by("at", "id")[:most])


NOT_SHOWN = (
    *("smtp_reply", "contact__search", "contact__extra", "contact__note"),
    *("contact__company__search", "contact__company__extra"),
)


def _gathered(messages: Iterable[Message]) -> list[Answer]:
    """By person and nature, the oldest conversation first."""
    found: dict[tuple[object, bool], list[Message]] = {}
    for message in messages:
        key = (message.contact_id or message.id, message.kind == MailKind.CHALLENGE)
        found.setdefault(key, []).append(message)
    return [
        Answer(last=rows[-1], since=rows[0].at, count=len(rows), said=rows[-1].shown.strip())  # type: ignore[attr-defined]  # the annotation above
        for rows in found.values()
    ]
