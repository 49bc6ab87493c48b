"""What Filon sends by itself today, by campaign, with the time of the first message (OL-52)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery

from filon.actions.calendar import Window
from filon.actions.models import Action
from filon.actions.states import State
from filon.desk.viewer import Viewer
from filon.mail.delivery.mailboxes import Standing, standings
from filon.mail.models import Mailbox
from filon.mail.states import Direction, MessageState
from filon.outreach.models import Campaign
from filon.outreach.queries.sends import turns
from filon.outreach.schedule import window_of
from filon.outreach.states import CampaignState
from filon.tenants.models import Workspace

MOST = 5000
"""Planned messages that are looked at; a workspace that sends more in a day sees the first of them."""
COLUMNS = ("lane_id", "origin_id", "due_at")


@dataclass(frozen=True)
class Sends:
    """What one campaign sends today: the first at ``first``, ``count`` in all."""

    campaign: Campaign
    first: datetime
    count: int


@dataclass(frozen=True)
class Day:
    """Today's sends, the earliest first. ``sent`` have left already; ``next_at`` is the next one, today or later."""

    sends: tuple[Sends, ...]
    sent: int
    next_at: datetime | None

    @property
    def planned(self) -> int:
        return sum(one.count for one in self.sends)


@dataclass(frozen=True)
class Waiting:
    """What is due today through a mailbox, whether it works or not."""

    count: int
    first: datetime


def midnight(workspace: Workspace, now: datetime, *, days: int = 0) -> datetime:
    """When the workspace's day began, or the one ``days`` later."""
    zone = ZoneInfo(workspace.time_zone)
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=days), time(0), tzinfo=zone)


def day(viewer: Viewer, *, workspace: Workspace, now: datetime) -> Day:
    """The day's sends of the campaigns that the viewer may see. Seven queries.

    All campaigns of a mailbox share its turns, its spacing and its cap, so every lane is walked through whole.
    """
    ends = midnight(workspace, now, days=1)
    due = _planned().filter(due_at__lt=ends).order_by("lane_id", "due_at", "id")
    rows = list(due.values(*COLUMNS)[:MOST])
    lanes = standings({row["lane_id"] for row in rows}, now=now)
    campaigns = viewer.campaigns().filter(id__in=_running().values("id")).in_bulk()
    windows = {key: window_of(campaign, country=workspace.country) for key, campaign in campaigns.items()}
    found: dict[UUID, list[datetime]] = {}
    for key, at in _times(rows, lanes, now=now):
        if key in windows and at < ends and windows[key].is_open(at):
            found.setdefault(key, []).append(at)
    sends = [Sends(campaigns[key], min(times), len(times)) for key, times in found.items()]
    later = _next_openings(windows, now=now)
    return Day(
        sends=tuple(sorted(sends, key=lambda one: (one.first, one.campaign.name))),
        sent=_sent(viewer, since=midnight(workspace, now)),
        next_at=min((one.first for one in sends), default=later),
    )


def waiting_by_lane(mailbox_ids: Iterable[UUID], *, until: datetime) -> dict[UUID, Waiting]:
    """What should leave through these mailboxes before ``until``, in one query."""
    rows = _planned().filter(lane_id__in=list(mailbox_ids), due_at__lt=until).order_by().values("lane_id")
    counted = rows.annotate(n=Count("id"), first=Min("due_at"))
    return {key: Waiting(n, first) for key, n, first in counted.values_list("lane_id", "n", "first")}


def _running() -> QuerySet[Campaign]:
    """The campaigns that may send: approved, neither stopped nor a draft."""
    running = Campaign.objects.filter(state__in=[CampaignState.PENDING, CampaignState.ACTIVE])
    return running.exclude(approved_at=None)


def _planned() -> QuerySet[Action]:
    return Action.objects.filter(state=State.PLANNED, origin_id__in=_running().values("id"))


def _next_openings(windows: Mapping[UUID, Window], *, now: datetime) -> datetime | None:
    """When the first message that is planned will have its window open, in one query that reads one row a campaign."""
    of_campaign = Action.objects.filter(state=State.PLANNED, origin_id=OuterRef("pk")).order_by("due_at")
    rows = Campaign.objects.filter(id__in=list(windows)).annotate(at=Subquery(of_campaign.values("due_at")[:1]))
    firsts = rows.exclude(at=None).values_list("id", "at")
    opened = (windows[key].next_open(max(at, now)) for key, at in firsts)
    return min((at for at in opened if at), default=None)


def _times(
    rows: Sequence[dict[str, Any]], lanes: Mapping[UUID, Standing], *, now: datetime
) -> Iterator[tuple[UUID, datetime]]:
    """(campaign, moment) of each message that has its turn."""
    by_lane: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        by_lane.setdefault(row["lane_id"], []).append(row)
    for lane_id, of_lane in by_lane.items():
        for at, row in turns(of_lane, lanes.get(lane_id), now=now):
            yield row["origin_id"], at


def _sent(viewer: Viewer, *, since: datetime) -> int:
    """How many left since then. By mailbox, as their index is."""
    mailboxes = Mailbox.objects.values("id")
    rows = viewer.messages().filter(mailbox__in=mailboxes, direction=Direction.OUT, at__gte=since)
    return rows.filter(state=MessageState.SENT).count()
