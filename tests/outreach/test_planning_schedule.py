from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filon.actions.calendar import Window
from filon.outreach.models import Campaign
from filon.outreach.schedule import follow_up_at, openings, starts_on

PARIS = ZoneInfo("Europe/Paris")
WORKING = Window(frozenset(range(5)), 9, 18, PARIS, "FR")
MONDAY = date(2026, 11, 23)


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS).astimezone(UTC)


@pytest.mark.parametrize(
    ("launched", "approved", "start", "first"),
    [
        (paris(2026, 11, 23, 8), paris(2026, 11, 23, 8), None, date(2026, 11, 24)),
        (paris(2026, 11, 23, 23, 30), paris(2026, 11, 23, 23, 30), None, date(2026, 11, 24)),
        (paris(2026, 11, 23, 8), paris(2026, 11, 26, 17), None, date(2026, 11, 27)),
        (paris(2026, 11, 23, 8), paris(2026, 11, 23, 8), date(2026, 12, 7), date(2026, 12, 7)),
        (paris(2026, 11, 23, 8), paris(2026, 12, 7, 8), date(2026, 12, 7), date(2026, 12, 8)),
        (paris(2026, 11, 23, 8), None, None, date(2026, 11, 24)),
    ],
)
def test_ol_27_ol_29_never_on_the_day_of_the_launch_or_of_the_approval(
    launched: datetime, approved: datetime | None, start: date | None, first: date
) -> None:
    campaign = Campaign(time_zone="Europe/Paris", launched_at=launched, approved_at=approved, start_on=start)
    assert starts_on(campaign) == first


@settings(deadline=None)
@given(st.integers(1, 5), st.dictionaries(st.dates(MONDAY, MONDAY + timedelta(days=20)), st.integers(0, 7)))
def test_ol_46_no_day_has_more_new_people_than_its_budget(budget: int, taken: dict[date, int]) -> None:
    moments = list(islice(openings(WORKING, MONDAY, budget=budget, taken=taken), 40))
    a_day = Counter(WORKING.local_day(moment) for moment in moments)
    assert all(count + taken.get(day, 0) <= budget for day, count in a_day.items())
    assert all(WORKING.is_open(moment) for moment in moments)
    assert moments == sorted(moments)
    assert len(moments) == 40


def test_without_budget_everybody_is_written_to_on_the_first_day() -> None:
    assert set(islice(openings(WORKING, date(2026, 11, 28), budget=None), 100)) == {paris(2026, 11, 30, 9)}


@pytest.mark.parametrize(
    ("sent", "wait", "due"),
    [
        (paris(2026, 11, 24, 9, 5), 3, paris(2026, 11, 27, 9)),
        (paris(2026, 11, 24, 17, 50), 5, paris(2026, 12, 1, 9)),
        (paris(2026, 12, 23, 10), 2, paris(2026, 12, 28, 9)),
        (paris(2026, 3, 27, 10), 1, paris(2026, 3, 30, 9)),
        (paris(2026, 11, 24, 9, 5), 0, paris(2026, 11, 24, 9, 5)),
        (paris(2026, 11, 24, 18, 5), 0, paris(2026, 11, 25, 9)),
    ],
)
def test_delays_are_counted_in_sending_days(sent: datetime, wait: int, due: datetime) -> None:
    assert follow_up_at(WORKING, sent, wait_days=wait) == due
