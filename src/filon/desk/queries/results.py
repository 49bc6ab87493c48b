"""What came of it: the last two weeks by day, and what came back today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet, UUIDField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext as _

from filon.desk.queries.sends import midnight
from filon.mail.events import (
    BounceReceived,
    ComplaintReceived,
    MailFailed,
    MailSent,
    RemovalRequested,
    ReplyReceived,
)
from filon.mail.models import Message
from filon.outreach.events import RecipientUnsubscribed
from filon.tenants.models import Workspace
from filon.timeline.concealing import shown
from filon.timeline.models import Event
from filon.timeline.queries import About
from filon.timeline.stream import Line, stream

DAYS = 14
COUNTED = (MailSent.kind, ReplyReceived.kind, MailFailed.kind)
BACK = (BounceReceived, MailFailed, RemovalRequested, ComplaintReceived, RecipientUnsubscribed)
"""What takes an address or a person out."""


@dataclass(frozen=True)
class Results:
    """By day, the oldest first. ``sent`` is net of what came back for good, which is among the ``errors`` (OL-62)."""

    days: tuple[date, ...]
    sent: tuple[int, ...]
    replies: tuple[int, ...]
    errors: tuple[int, ...]

    @property
    def totals(self) -> tuple[int, int, int]:
        return sum(self.sent), sum(self.replies), sum(self.errors)

    def chart(self) -> dict[str, Any]:
        """The days as `<c-chart>` draws them."""
        return {
            "x": [day.isoformat() for day in self.days],
            "series": [
                {"label": _("Envoyés"), "values": self.sent, "tone": "accent"},
                {"label": _("Réponses"), "values": self.replies, "tone": "ok"},
            ],
        }


def last_days(workspace: Workspace, *, now: datetime) -> Results:
    """The results of the workspace's last DAYS days, today included: the campaigns' own figures, in two queries."""
    since, until = midnight(workspace, now, days=1 - DAYS), midnight(workspace, now, days=1)
    events = shown(Event.objects.filter(at__gte=since, at__lt=until))
    told = _by_day(events.filter(kind__in=COUNTED), "kind", zone=since.tzinfo)
    back = _by_day(_came_back(events, since=since), "state", zone=since.tzinfo)
    returned = {day: n for (day, _state), n in back.items()}
    days = tuple(since.date() + timedelta(days=i) for i in range(DAYS))
    return Results(
        days=days,
        sent=tuple(told[day, MailSent.kind] - returned.get(day, 0) for day in days),
        replies=tuple(told[day, ReplyReceived.kind] for day in days),
        errors=tuple(told[day, MailFailed.kind] + returned.get(day, 0) for day in days),
    )


def came_back(workspace: Workspace, *, now: datetime) -> list[Line]:
    """Today's errors and removals, newest first: a page of the timeline."""
    about = About(kinds=tuple(event.kind for event in BACK), since=midnight(workspace, now))
    return stream(about, {}).lines


def _came_back(events: QuerySet[Event], *, since: datetime) -> QuerySet[Message]:
    """The messages sent since then that a hard bounce returned; it comes after them, so within the same days."""
    bounces = events.filter(kind=BounceReceived.kind, data__hard=True).order_by()
    answered = bounces.annotate(answered=Cast(KT("data__answers"), UUIDField())).values("answered")
    return Message.objects.filter(id__in=answered, at__gte=since)


def _by_day(rows: QuerySet[Any], column: str, *, zone: Any) -> Counter[tuple[date, str]]:
    """How many rows by (day, value of the column)."""
    dated = rows.order_by().annotate(day=TruncDate("at", tzinfo=zone)).values("day", column)
    counted: Iterable[tuple[date, str, int]] = dated.annotate(n=Count("id")).values_list("day", column, "n")
    return Counter({(day, value): n for day, value, n in counted})
