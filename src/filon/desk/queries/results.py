"""What came of it: the last two weeks by day, and what came back today."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from filon.desk.queries.sends import midnight
from filon.mail.events import BounceReceived, ComplaintReceived, MailFailed, RemovalRequested
from filon.outreach.events import RecipientUnsubscribed
from filon.outreach.queries.statistics import Period, Statistics, statistics
from filon.tenants.models import Workspace
from filon.timeline.queries import About
from filon.timeline.stream import Line, stream

DAYS = 14
BACK = (BounceReceived, MailFailed, RemovalRequested, ComplaintReceived, RecipientUnsubscribed)
"""What takes an address or a person out."""


def last_days(workspace: Workspace, *, now: datetime) -> Statistics:
    """The results of the workspace's last DAYS days, today included."""
    zone = ZoneInfo(workspace.time_zone)
    today = now.astimezone(zone).date()
    return statistics(Period(zone, today - timedelta(days=DAYS - 1), today))


def chart(found: Statistics) -> dict[str, Any]:
    """The days as `<c-chart>` draws them."""
    return {
        "x": [day.day.isoformat() for day in found.days],
        "series": [
            {"label": _("Envoyés"), "values": [day.sent for day in found.days], "tone": "accent"},
            {"label": _("Réponses"), "values": [day.replies for day in found.days], "tone": "ok"},
        ],
    }


def came_back(workspace: Workspace, *, now: datetime) -> list[Line]:
    """Today's errors and removals, newest first: a page of the timeline."""
    about = About(kinds=tuple(event.kind for event in BACK), since=midnight(workspace, now))
    return stream(about, {}).lines
