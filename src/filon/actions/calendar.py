"""On which days and at which hours a programme may reach people: pure, and true on both nights when clocks change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

LOOK_AHEAD_DAYS = 370
"""A programme that is allowed once a year only still finds its next day."""

ALSACE_MOSELLE_DEPARTMENTS = frozenset({"57", "67", "68"})
ALSACE_MOSELLE = "57"
"""The subdivision of ``holidays`` that adds Good Friday and 26 December (code du travail, L. 3134-13)."""


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of the selected days, in one time zone.

    ``days`` are ISO weekdays less one (Monday is 0). Open from ``first_hour`` included to ``last_hour`` excluded, 24
    being midnight, but for the ``breaks``: hours in between, in order, each from included to excluded. ``country``
    empty: public holidays count as any other day; ``region`` is a subdivision of it.
    """

    days: frozenset[int]
    first_hour: int
    last_hour: int
    zone: ZoneInfo
    country: str = ""
    region: str = ""
    breaks: tuple[tuple[int, int], ...] = ()

    def local_day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def selects(self, day: date) -> bool:
        """Whether the weekday is selected (OL-31, OL-32)."""
        return day.weekday() in self.days

    def is_holiday(self, day: date) -> bool:
        return bool(self.country) and day in public_holidays(self.country, self.region, day.year)

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """The instants at which the window of ``day`` opens and closes, in UTC. Equal when the clock skips it."""
        return _hours(self.zone, day, self.first_hour, self.last_hour)

    def spans(self, day: date) -> list[tuple[datetime, datetime]]:
        """The stretches of ``day`` between breaks, in UTC and in order; none that the clock skips."""
        edges = [self.first_hour, *(hour for pause in self.breaks for hour in pause), self.last_hour]
        found = [_hours(self.zone, day, *edges[at : at + 2]) for at in range(0, len(edges), 2)]
        return [(opens, closes) for opens, closes in found if opens < closes]

    def is_open(self, moment: datetime) -> bool:
        day = self.local_day(moment)
        open_now = any(opens <= moment < closes for opens, closes in self.spans(day))
        return open_now and self.selects(day) and not self.is_holiday(day)

    def next_open(self, moment: datetime) -> datetime | None:
        """The first open instant at or after ``moment``; None when no day of the coming year is open."""
        for day in self.open_days(self.local_day(moment)):
            for opens, closes in self.spans(day):
                if moment < closes:
                    return max(opens, moment)
        return None

    def opening_after(self, day: date) -> datetime | None:
        """When the first open day strictly after ``day`` opens."""
        return self.opening_on(day + timedelta(days=1))

    def opening_on(self, day: date) -> datetime | None:
        """When the first open day from ``day`` on opens."""
        return next((self.spans(found)[0][0] for found in self.open_days(day)), None)

    def nth_open_day(self, day: date, n: int) -> date | None:
        """The ``n``-th open day strictly after ``day``; ``day`` itself for 0."""
        found: date | None = day
        coming = self.open_days(day + timedelta(days=1))
        for _ in range(n):
            found = next(coming, None)
        return found

    def open_days(self, start: date) -> Iterator[date]:
        """Selected days that are no holiday, from ``start`` on, in the coming year or so after each one found."""
        day, left = start, LOOK_AHEAD_DAYS
        while left:
            if self.selects(day) and self.spans(day) and not self.is_holiday(day):
                yield day
                left = LOOK_AHEAD_DAYS
            day, left = day + timedelta(days=1), left - 1


@lru_cache(maxsize=512)
def public_holidays(country: str, region: str, year: int) -> frozenset[date]:
    """The public holidays of a year; none for a country or a region that is not known."""
    try:
        return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))
    except NotImplementedError:  # how `holidays` says that it does not know a country or a region
        return public_holidays(country, "", year) if region else frozenset()


def region_of(country: str, postcode: str) -> str:
    """The subdivision whose local holidays hold at a French postcode, or none."""
    return ALSACE_MOSELLE if country == "FR" and postcode[:2] in ALSACE_MOSELLE_DEPARTMENTS else ""


@lru_cache(maxsize=4096)
def _hours(zone: ZoneInfo, day: date, first_hour: int, last_hour: int) -> tuple[datetime, datetime]:
    opens, closes = _instant(zone, day, first_hour), _instant(zone, day, last_hour)
    return opens, max(opens, closes)


def _instant(zone: ZoneInfo, day: date, hour: int) -> datetime:
    wall = datetime.combine(day + timedelta(days=1) if hour >= 24 else day, time(hour % 24), tzinfo=zone)
    return wall.astimezone(UTC)
