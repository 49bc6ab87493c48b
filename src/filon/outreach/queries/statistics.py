"""The results of a campaign, from the timeline and net of what bounced (OL-51, A-OL-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import TruncDate

from filon.mail.events import AutoReplyReceived, BounceReceived, MailSent, RemovalRequested, ReplyReceived
from filon.outreach.events import RecipientUnsubscribed
from filon.timeline.concealing import shown
from filon.timeline.models import Event

PERIODS = {"7": 7, "30": 30, "90": 90}
"""Days that a period looks back; "all" looks at everything."""

SERIES = {
    "sent": (MailSent.kind,),
    "replies": (ReplyReceived.kind,),
    "bounces": (BounceReceived.kind,),
    "removals": (RecipientUnsubscribed.kind, RemovalRequested.kind),
}
"""What the chart draws → the events that count for it; of bounces only those that are for good."""


@dataclass(frozen=True)
class Period:
    """Whole days of a time zone, both ends included. ``first`` None: from the beginning."""

    zone: ZoneInfo
    first: date | None
    last: date

    @classmethod
    def of(cls, name: str, *, now: datetime, zone: ZoneInfo) -> Period:
        """The last 7, 30 or 90 days; everything for "all" and for anything else."""
        today = now.astimezone(zone).date()
        days = PERIODS.get(name)
        return cls(zone, today - timedelta(days=days - 1) if days else None, today)

    def bounds(self) -> tuple[datetime | None, datetime]:
        since = datetime.combine(self.first, time(0), tzinfo=self.zone) if self.first else None
        return since, datetime.combine(self.last + timedelta(days=1), time(0), tzinfo=self.zone)


@dataclass(frozen=True)
class Day:
    """One day of the chart."""

    day: date
    sent: int = 0
    replies: int = 0
    bounces: int = 0
    removals: int = 0


@dataclass(frozen=True)
class Statistics:
    """``companies`` and ``people`` were contacted at least once in the period; ``days`` has no hole."""

    companies: int
    people: int
    sent: int
    replies: int
    bounces: int
    removals: int
    auto_replies: int
    days: tuple[Day, ...]

    @property
    def reply_rate(self) -> float | None:
        """Replies for each person contacted."""
        return self.replies / self.people if self.people else None


def statistics(period: Period, *, origin_id: UUID | None = None) -> Statistics:
    """The results of one campaign, or of all that the reader may see without ``origin_id``. Four queries for who sees
    everything."""
    events = _within(period, origin_id)
    back = _came_back(origin_id)
    named = events.filter(kind=MailSent.kind).annotate(message=KT("data__message_id"))
    sent = named.exclude(message__in=back)
    reached = sent.aggregate(n=Count("id"), p=Count("contact_id", distinct=True), c=Count("company_id", distinct=True))
    days = _days(events, sent, period)
    return Statistics(
        companies=reached["c"],
        people=reached["p"],
        sent=reached["n"],
        replies=sum(day.replies for day in days),
        bounces=sum(day.bounces for day in days),
        removals=sum(day.removals for day in days),
        auto_replies=events.filter(kind=AutoReplyReceived.kind).count(),
        days=days,
    )


def _within(period: Period, origin_id: UUID | None) -> QuerySet[Event]:
    since, until = period.bounds()
    events = shown(Event.objects.filter(at__lt=until)).order_by()
    if since is not None:
        events = events.filter(at__gte=since)
    return events.filter(origin_id=origin_id) if origin_id else events


def _came_back(origin_id: UUID | None) -> QuerySet[Any]:
    """The messages that a hard bounce took out of the statistics, whenever it came (OL-62), for use in a query."""
    bounced = Event.objects.filter(kind=BounceReceived.kind, data__hard=True).order_by()
    if origin_id:
        bounced = bounced.filter(origin_id=origin_id)
    named = bounced.annotate(answered=KT("data__answers")).filter(answered__isnull=False)
    return named.values("answered")


def _days(events: QuerySet[Event], sent: QuerySet[Event], period: Period) -> tuple[Day, ...]:
    figures: dict[date, dict[str, int]] = {}
    _add(figures, sent, {MailSent.kind: "sent"}, period.zone)
    others = {kind: name for name, kinds in SERIES.items() if name != "sent" for kind in kinds}
    counted = events.filter(kind__in=others).exclude(kind=BounceReceived.kind, data__hard=False)
    _add(figures, counted, others, period.zone)
    first = period.first or min(figures, default=period.last)
    span = range((period.last - first).days + 1)
    every = (first + timedelta(days=i) for i in span)
    return tuple(Day(day, **figures.get(day, {})) for day in every)


def _add(figures: dict[date, dict[str, int]], events: QuerySet[Event], names: dict[str, str], zone: ZoneInfo) -> None:
    by_day: Any = events.annotate(day=TruncDate("at", tzinfo=zone)).values("day", "kind").annotate(n=Count("id"))
    for row in by_day:
        of_day = figures.setdefault(row["day"], {})
        name = names[row["kind"]]
        of_day[name] = of_day.get(name, 0) + row["n"]
