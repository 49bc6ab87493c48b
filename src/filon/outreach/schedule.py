"""When a campaign may send, as the policy wants it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from filon.actions.calendar import Window
from filon.actions.situation import Programme
from filon.outreach.models import Campaign
from filon.outreach.states import CampaignState


def window_of(campaign: Campaign, *, country: str, region: str = "") -> Window:
    """Its days and hours. ``country`` is the workspace's; ``region`` adds the holidays of where the person is."""
    return _window(
        frozenset(campaign.days),
        (campaign.first_hour, campaign.last_hour),
        campaign.time_zone,
        country if campaign.skip_holidays else "",
        region,
    )


@lru_cache(maxsize=512)
def _window(days: frozenset[int], hours: tuple[int, int], zone: str, country: str, region: str) -> Window:
    return Window(days, hours[0], hours[1], ZoneInfo(zone), country, region if country else "")


def starts_on(campaign: Campaign) -> date | None:
    """The first day on which anything may leave: the start date, but never the day of the launch or of the approval
    (OL-27, OL-29). None before the launch."""
    if campaign.launched_at is None:
        return None
    zone = ZoneInfo(campaign.time_zone)
    settled = max(filter(None, (campaign.launched_at, campaign.approved_at)))
    next_day = settled.astimezone(zone).date() + timedelta(days=1)
    return max(next_day, campaign.start_on) if campaign.start_on else next_day


def programme_of(campaign: Campaign, window: Window, *, budget: int | None, opened: tuple[date, int]) -> Programme:
    """What the policy looks at. ``opened``: how many new people were written to on which day. No limit: None."""
    return Programme(
        window=window,
        launched=campaign.state != CampaignState.DRAFT,
        stopped=campaign.state == CampaignState.STOPPED,
        approved=campaign.approved_at is not None,
        starts_on=starts_on(campaign),
        new_per_day=budget,
        new_on=opened[0],
        new_count=opened[1],
        favourite_minute=campaign.favourite_minute if campaign.adaptive else None,
    )


def openings(
    window: Window, start: date, *, budget: int | None, taken: Mapping[date, int] | None = None
) -> Iterator[datetime]:
    """When the first messages of new people leave, one instant for each: ``budget`` a day from ``start`` on, when the
    day opens (A-OL-7). ``taken`` counts those planned before. Ends when no open day is left."""
    used = taken or {}
    for day in window.open_days(start):
        opens = window.hours(day)[0]
        if budget is None:
            while True:
                yield opens
        for _ in range(budget - used.get(day, 0)):
            yield opens


def follow_up_at(window: Window, sent_at: datetime, *, wait_days: int) -> datetime | None:
    """When the next step is wanted: ``wait_days`` sending days later, when that day opens; at once for none."""
    if not wait_days:
        return window.next_open(sent_at)
    day = window.nth_open_day(window.local_day(sent_at), wait_days)
    return window.hours(day)[0] if day else None
