"""Until when a person should have had an answer: the next working day, in office hours. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from filon.actions.calendar import Window
from filon.outreach.models import WORKING_DAYS
from filon.tenants.models import Workspace

FIRST_HOUR, LAST_HOUR = 9, 18
"""An answer is due within these, of the workspace's day."""


def office(workspace: Workspace) -> Window:
    """The working days of the workspace, public holidays left out."""
    return Window(frozenset(WORKING_DAYS), FIRST_HOUR, LAST_HOUR, ZoneInfo(workspace.time_zone), workspace.country)


def reply_by(since: datetime, *, days: Window) -> datetime:
    """The same time on the next working day, brought within office hours."""
    local = since.astimezone(days.zone)
    opens = days.opening_after(local.date())
    if opens is None:
        return since + timedelta(days=1)
    day = opens.astimezone(days.zone).date()
    opens, closes = days.hours(day)
    return min(max(datetime.combine(day, local.time(), tzinfo=days.zone), opens), closes)


def end_of(day: date, *, zone: ZoneInfo) -> datetime:
    """The last minute of a day."""
    return datetime.combine(day, time(23, 59), tzinfo=zone)
